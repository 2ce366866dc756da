package vadra.questions;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import vadra.core.PostId;

/** The sketches of who was shown what, in PostgreSQL, where those of all nodes are joined. */
final class PgAudience {
    private static final String BEGIN = """
            INSERT INTO question_shown (post_id, sketch, people)
            SELECT post, sketch, 0 FROM unnest($1::uuid[], $2::bytea[]) new(post, sketch)
            ORDER BY post ON CONFLICT DO NOTHING""";
    private static final String LOCK =
            "SELECT post_id, sketch FROM question_shown WHERE post_id = ANY($1) ORDER BY post_id FOR UPDATE";
    private static final String SAVE = """
            UPDATE question_shown SET sketch = joined.sketch, people = joined.people
            FROM unnest($1::uuid[], $2::bytea[], $3::integer[]) joined(post, sketch, people) WHERE post_id = joined.post""";

    private final Pool pool;

    PgAudience(Pool pool) {
        this.pool = pool;
    }

    Future<Void> join(Map<PostId, Buffer> mine) {
        var posts = mine.keySet().stream().map(PostId::value).toArray(UUID[]::new);
        var sketches = mine.values().toArray(Buffer[]::new);
        return pool.withTransaction(sql -> sql.preparedQuery(BEGIN)
                        .execute(Tuple.tuple().addArrayOfUUID(posts).addArrayOfBuffer(sketches))
                        .compose(done ->
                                sql.preparedQuery(LOCK).execute(Tuple.tuple().addArrayOfUUID(posts)))
                        .compose(kept -> save(sql, mine, kept)))
                .mapEmpty();
    }

    private static Future<RowSet<Row>> save(SqlConnection sql, Map<PostId, Buffer> mine, RowSet<Row> kept) {
        var posts = kept.stream().map(row -> row.getUUID("post_id")).toArray(UUID[]::new);
        var joined = kept.stream()
                .map(row -> Audience.union(
                        Objects.requireNonNull(mine.get(new PostId(row.getUUID("post_id")))), row.getBuffer("sketch")))
                .toList();
        return sql.preparedQuery(SAVE)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(posts)
                        .addArrayOfBuffer(
                                joined.stream().map(Audience.Counted::sketch).toArray(Buffer[]::new))
                        .addArrayOfInteger(
                                joined.stream().map(Audience.Counted::people).toArray(Integer[]::new)));
    }
}
