package vadra.admissions;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import vadra.community.PgRefusal;
import vadra.core.MemberId;

/** Admissions in PostgreSQL, whose functions are the only way to write one. */
final class PgAdmissions {
    private static final String BEGIN = "SELECT begin_admission($1, $2, $3, $4)";
    private static final String WRITE = "SELECT write_admission($1, $2, $3)";
    private static final String WRITTEN = """
            SELECT version.*, version.written_at AS at, coalesce(room.slug, post_room.slug) AS room_slug,
                   admission.post, admission.entry, author.name AS author
            FROM admission_version version JOIN admission ON admission.id = version.admission_id
            LEFT JOIN room ON room.id = admission.room
            LEFT JOIN post ON post.id = admission.post LEFT JOIN room post_room ON post_room.id = post.room_id
            LEFT JOIN admission_author wrote
                ON wrote.admission_id = version.admission_id AND wrote.version = version.version
            LEFT JOIN member author ON author.id = wrote.member_id
            """;
    private static final String NEWEST = WRITTEN + """
            WHERE version.written_at < $1 AND NOT EXISTS (
                SELECT FROM admission_version later
                WHERE later.admission_id = version.admission_id AND later.version > version.version)
            ORDER BY version.written_at DESC LIMIT $2""";
    private static final String VERSIONS = WRITTEN + "WHERE version.admission_id = $1 ORDER BY version.version";
    private static final String APPEALS = """
            SELECT appeal.id, appeal.decided_at AS at, appeal.entry, appeal.why, appeal.actor, appeal.result,
                   ledger.version, ledger.rule, ledger.kind, room.slug AS room_slug,
                   CASE ledger.kind WHEN 'post' THEN ledger.object END AS post
            FROM appeal JOIN ledger ON ledger.n = appeal.entry LEFT JOIN room ON room.id = ledger.room
            WHERE appeal.verdict = 'overturned'
            """;
    private static final String OVERTURNED =
            APPEALS + "AND appeal.decided_at < $1 ORDER BY appeal.decided_at DESC LIMIT $2";
    private static final String APPEAL = APPEALS + "AND appeal.id = $1";

    private final Pool pool;

    PgAdmissions(Pool pool) {
        this.pool = pool;
    }

    /** What is written, in its normal form and rendered. */
    record Said(Admission.Draft draft, String title, String source, String html) {
        private JsonObject json() {
            return new JsonObject()
                    .put("kind", draft.kind().code())
                    .put("language", draft.language())
                    .put("title", title)
                    .put("source", source)
                    .put("html", html);
        }
    }

    Future<Void> begin(MemberId by, UUID id, Admission.About about, Said said) {
        var place = new JsonObject()
                .put("room", about.room())
                .put("post", about.post() == null ? null : about.post().toString())
                .put("entry", about.entry());
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(by.value(), id, place, said.json()))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    Future<Void> write(MemberId by, UUID id, Said said) {
        return pool.preparedQuery(WRITE)
                .execute(Tuple.of(by.value(), id, said.json()))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    Future<List<Admission>> list(Instant before, int limit) {
        var values = Tuple.of(before.atOffset(ZoneOffset.UTC), limit);
        var written = pool.preparedQuery(NEWEST).execute(values);
        var overturned = pool.preparedQuery(OVERTURNED).execute(values);
        return Future.all(written, overturned)
                .map(read -> Stream.concat(
                                stream(written.result()).map(row -> admission(List.of(row))),
                                stream(overturned.result()).map(PgAdmissions::overturned))
                        .sorted(Comparator.comparing(Admission::at).reversed())
                        .limit(limit)
                        .toList());
    }

    Future<Optional<Admission>> one(UUID id) {
        var written = pool.preparedQuery(VERSIONS).execute(Tuple.of(id));
        var overturned = pool.preparedQuery(APPEAL).execute(Tuple.of(id));
        return Future.all(written, overturned)
                .map(read -> written.result().size() > 0
                        ? Optional.of(admission(stream(written.result()).toList()))
                        : stream(overturned.result())
                                .map(PgAdmissions::overturned)
                                .findAny());
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static Admission admission(List<Row> versions) {
        var last = versions.get(versions.size() - 1);
        return new Admission(
                last.getUUID("admission_id"),
                last.getOffsetDateTime("at").toInstant(),
                new Admission.About(last.getString("room_slug"), last.getUUID("post"), last.getLong("entry")),
                versions.stream().map(PgAdmissions::version).toList(),
                null);
    }

    private static Admission.Version version(Row row) {
        return new Admission.Version(
                row.getInteger("version"),
                row.getOffsetDateTime("written_at").toInstant(),
                Admission.Kind.of(row.getString("kind")),
                row.getString("title"),
                row.getString("source"),
                row.getString("html"),
                row.getString("language"),
                row.getString("author"));
    }

    private static Admission overturned(Row row) {
        return new Admission(
                row.getUUID("id"),
                row.getOffsetDateTime("at").toInstant(),
                new Admission.About(row.getString("room_slug"), row.getUUID("post"), row.getLong("entry")),
                List.of(),
                new Admission.Overturned(
                        row.getLong("entry"),
                        row.getInteger("version"),
                        row.getInteger("rule"),
                        row.getString("kind"),
                        row.getLong("result"),
                        row.getString("why"),
                        row.getString("actor")));
    }
}
