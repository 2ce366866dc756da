package vadra.blogs;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.community.PgRefusal;
import vadra.core.Actor;
import vadra.core.Hat;
import vadra.core.MemberId;
import vadra.core.Role;

/** Drafts in PostgreSQL, behind functions that ask whose they are; the server has no right to the table. */
final class PgDrafts {
    private static final String ALL = "SELECT * FROM drafts_of($1)";
    private static final String ONE = "SELECT * FROM draft_of($1, $2)";
    private static final String KEEP = "SELECT * FROM keep_draft($1, $2, $3, $4)";
    private static final String DROP = "SELECT drop_draft($1, $2)";
    private static final String PUBLISH = "SELECT publish_draft($1, $2, $3, $4, $5::text::json) AS slug";
    private static final String DUE = """
            SELECT due.id, due.version, member.id AS author, member.handle, member.name, member.role
            FROM due_drafts($1) due JOIN member ON member.id = due.author_id""";
    private static final String STAYS = "SELECT draft_stays($1, $2, $3)";

    private final Pool pool;

    PgDrafts(Pool pool) {
        this.pool = pool;
    }

    Future<List<Draft>> all(MemberId author) {
        return pool.preparedQuery(ALL)
                .execute(Tuple.of(author.value()))
                .map(rows -> rows.stream().map(PgDrafts::draft).toList());
    }

    Future<Optional<Draft>> one(MemberId author, UUID id) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(author.value(), id))
                .map(rows -> rows.stream().map(PgDrafts::draft).findAny());
    }

    /** Begins a draft, version 0, or writes on one; empty where it is of another version by now, or there is none. */
    Future<Optional<Draft>> keep(
            MemberId author, UUID id, int version, Draft.Writing writing, @Nullable Instant publishAt) {
        var series = writing.series();
        var said = new JsonObject()
                .put("title", writing.title())
                .put("slug", writing.slug())
                .put("source", writing.source())
                .put("language", writing.language())
                .put("series", series == null ? null : series.name())
                .put("place", series == null ? null : series.place())
                .put("product", writing.product())
                .put("hat", writing.hat() == null ? null : writing.hat().code())
                .put("publish_at", publishAt == null ? null : publishAt.toString());
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(author.value(), id, version, said))
                .map(rows -> rows.stream().map(PgDrafts::draft).findAny())
                .recover(PgRefusal::asProblem);
    }

    Future<Void> drop(MemberId author, UUID id) {
        return pool.preparedQuery(DROP)
                .execute(Tuple.of(author.value(), id))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    /**
     * What the server makes of a draft's words when it is published.
     *
     * @param slug wished for, where the author chose none
     * @param brought what is told of an article that comes from elsewhere, null for one that is new
     * @param told the event of its room's log, encoded
     */
    record Made(
            UUID room,
            UUID post,
            Hat hat,
            String slug,
            Instant at,
            Rendering.Rendered rendered,
            @Nullable Brought brought,
            String told) {}

    /** Makes an article of a draft; its slug. */
    Future<String> publish(MemberId author, UUID id, int version, Made made) {
        var lead = made.rendered().lead();
        var json = new JsonObject()
                .put("room", made.room().toString())
                .put("post", made.post().toString())
                .put("slug", made.slug())
                .put("hat", made.hat().code())
                .put("at", made.at().toString())
                .put("charter", Charter.VERSION)
                .put("html", made.rendered().html())
                .put("leadSource", lead.source())
                .put("leadHtml", lead.html())
                .put("mentions", new JsonArray(List.copyOf(made.rendered().mentions())));
        var brought = made.brought();
        if (brought != null) {
            json.put("publishedAt", brought.publishedAt().toString())
                    .put("disclosure", brought.disclosure())
                    .put("echoes", echoes(brought.echoes()));
        }
        return pool.preparedQuery(PUBLISH)
                .execute(Tuple.of(author.value(), id, version, json, made.told()))
                .map(rows -> rows.iterator().next().getString("slug"))
                .recover(PgBlogRefusal::asProblem);
    }

    private static JsonArray echoes(List<Article.Echo> echoes) {
        var array = new JsonArray();
        echoes.forEach(echo -> array.add(new JsonObject()
                .put("name", echo.name())
                .put("saidAt", echo.saidAt().toString())
                .put("source", echo.source())
                .put("html", echo.html())));
        return array;
    }

    /** A draft whose time has come. */
    record Due(UUID id, int version, Actor author) {}

    Future<List<Due>> due(Instant now) {
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(PgDrafts::due);
    }

    private static List<Due> due(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> new Due(
                        row.getUUID("id"),
                        row.getInteger("version"),
                        new Actor(
                                new MemberId(row.getUUID("author")),
                                row.getString("handle"),
                                row.getString("name"),
                                Role.of(row.getString("role")))))
                .toList();
    }

    Future<Void> stays(Due due, String why) {
        return pool.preparedQuery(STAYS)
                .execute(Tuple.of(due.id(), due.version(), why))
                .mapEmpty();
    }

    private static Draft draft(Row row) {
        return new Draft(
                row.getUUID("id"),
                row.getInteger("version"),
                new Draft.Writing(
                        row.getString("title"),
                        row.getString("slug"),
                        row.getString("source"),
                        row.getString("language"),
                        series(row),
                        row.getString("product"),
                        hat(row)),
                instant(row.getOffsetDateTime("publish_at")),
                row.getString("failure"),
                row.getOffsetDateTime("written_at").toInstant());
    }

    private static @Nullable Hat hat(Row row) {
        return row.getString("hat") == null ? null : Hat.of(row.getString("hat"));
    }

    static @Nullable Series series(Row row) {
        return row.getString("series") == null ? null : new Series(row.getString("series"), row.getInteger("place"));
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
