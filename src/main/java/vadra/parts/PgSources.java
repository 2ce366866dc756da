package vadra.parts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.Hat;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Role;
import vadra.openness.PgRestraint;

/** What is quoted, in PostgreSQL. */
final class PgSources {
    private static final String SOURCES = """
            SELECT post.id, room.slug, room.kind, room.title, post.version, post.html, post.language, post.hat,
                   post.withdrawn_at IS NOT NULL AS withdrawn, author.id AS author_id, author.handle, author.name, author.role,
                   alias.id AS alias_id, alias.name AS alias_name, wanted.version AS quoted,
                   CASE WHEN wanted.version = post.version THEN post.html ELSE earlier.html END AS quoted_html,
            """ + PgRestraint.COLUMNS + """

            FROM unnest($1::uuid[], $2::integer[]) wanted(id, version)
            JOIN post ON post.id = wanted.id JOIN room ON room.id = post.room_id JOIN member author ON author.id = post.author_id
            LEFT JOIN room_alias_name alias ON alias.id = post.alias_id
            LEFT JOIN post_version earlier ON earlier.post_id = post.id AND earlier.version = wanted.version
            LEFT JOIN ledger told ON told.n = post.restraint""";

    private final Pool pool;

    PgSources(Pool pool) {
        this.pool = pool;
    }

    /** A version of a post. */
    record Wanted(PostId post, int version) {}

    /**
     * A post as it stands, and the plain words of the version that was asked for.
     *
     * @param quoted null when there is no such version
     * @param now empty when it is withdrawn or hidden
     */
    record Found(Seen.Source source, @Nullable String quoted, String now) {}

    Future<Map<Wanted, Found>> read(Collection<Wanted> wanted) {
        if (wanted.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        return pool.preparedQuery(SOURCES)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(
                                wanted.stream().map(one -> one.post().value()).toArray(UUID[]::new))
                        .addArrayOfInteger(wanted.stream().map(Wanted::version).toArray(Integer[]::new)))
                .map(rows -> {
                    var found = new HashMap<Wanted, Found>();
                    rows.forEach(row ->
                            found.put(new Wanted(new PostId(row.getUUID("id")), row.getInteger("quoted")), found(row)));
                    return found;
                });
    }

    private static Found found(Row row) {
        boolean withdrawn = row.getBoolean("withdrawn");
        var restraint = PgRestraint.of(row);
        boolean stands = !withdrawn && restraint == null;
        String quoted = row.getString("quoted_html");
        var source = new Seen.Source(
                new PostId(row.getUUID("id")),
                new Seen.Room(row.getString("slug"), row.getString("kind"), row.getString("title")),
                by(row),
                row.getInteger("version"),
                "",
                row.getString("language"),
                false,
                row.getInteger("version") > row.getInteger("quoted"),
                withdrawn,
                restraint);
        return new Found(
                source,
                quoted == null ? null : Excerpt.plain(quoted),
                stands ? Excerpt.plain(row.getString("html")) : "");
    }

    private static Seen.By by(Row row) {
        UUID alias = row.getUUID("alias_id");
        return alias == null
                ? new Seen.By(
                        new MemberId(row.getUUID("author_id")),
                        row.getString("handle"),
                        row.getString("name"),
                        Role.of(row.getString("role")),
                        Hat.of(row.getString("hat")),
                        false)
                : new Seen.By(new MemberId(alias), "", row.getString("alias_name"), Role.MEMBER, Hat.CUSTOMER, true);
    }

    /** A source with the words that a quote shows of it. */
    static Seen.Source shown(Part.Quote quote, Found found) {
        var source = found.source();
        var quoted = found.quoted();
        var chosen = quote.chosen() && quoted != null && quote.to() <= quoted.length()
                ? quoted.substring(quote.from(), quote.to())
                : "";
        boolean stands = !chosen.isEmpty() && found.now().contains(chosen);
        return new Seen.Source(
                source.post(),
                source.room(),
                source.by(),
                source.version(),
                stands ? chosen : Excerpt.beginning(found.now()),
                source.language(),
                stands,
                source.edited(),
                source.withdrawn(),
                source.restraint());
    }

    /** The ones that are wanted by quotes. */
    static List<Wanted> wanted(Collection<Part.Quote> quotes) {
        return quotes.stream()
                .map(quote -> new Wanted(quote.post(), quote.version()))
                .distinct()
                .toList();
    }
}
