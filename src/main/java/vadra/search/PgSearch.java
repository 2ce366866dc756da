package vadra.search;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The search in PostgreSQL, by its own full-text index. */
final class PgSearch {
    private static final String FIND = "SELECT id, said_at, place, stretch FROM search_posts($1, $2)";
    private static final char HIT = '\u0002';
    private static final char END = '\u0003';

    private final Pool pool;

    PgSearch(Pool pool) {
        this.pool = pool;
    }

    Future<List<Query.Hit>> find(Query query, int most) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(asked(query), most))
                .map(rows -> rows.stream().map(PgSearch::hit).toList());
    }

    static JsonObject asked(Query query) {
        var within = query.within();
        var asked = new JsonObject()
                .put("words", query.words())
                .put("room", within.room())
                .put("by", within.by())
                .put("language", within.language())
                .put("from", text(within.from()))
                .put("until", text(within.until()));
        var before = query.before();
        return before == null
                ? asked
                : asked.put("beforeAt", text(before.at()))
                        .put("beforeId", before.post().toString());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    static Query.Hit hit(Row row) {
        return new Query.Hit(
                row.getUUID("id"),
                row.getOffsetDateTime("said_at").toInstant(),
                row.getString("place"),
                stretches(row.getString("stretch")));
    }

    /** Cuts a text at its marks. */
    private static List<Query.Stretch> stretches(String marked) {
        var all = new ArrayList<Query.Stretch>();
        int from = 0;
        boolean hit = false;
        for (int at = 0; at <= marked.length(); at++) {
            if (at == marked.length() || marked.charAt(at) == HIT || marked.charAt(at) == END) {
                if (at > from) {
                    all.add(new Query.Stretch(marked.substring(from, at), hit));
                }
                from = at + 1;
                hit = at < marked.length() && marked.charAt(at) == HIT;
            }
        }
        return all;
    }
}
