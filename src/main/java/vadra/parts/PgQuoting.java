package vadra.parts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import vadra.core.PostId;
import vadra.core.RoomId;

/** Where posts are quoted, in PostgreSQL. */
final class PgQuoting {
    private static final String COUNT = """
            SELECT count(*)::integer AS n FROM (
                SELECT FROM quote JOIN post ON post.id = quote.post_id
                WHERE source_id = $1 AND withdrawn_at IS NULL AND restraint IS NULL LIMIT 1000) found""";
    private static final String NEWEST = """
            SELECT post.id FROM quote JOIN post ON post.id = quote.post_id
            WHERE source_id = $1 AND withdrawn_at IS NULL AND restraint IS NULL
            ORDER BY said_at DESC, post.id DESC LIMIT 50""";
    private static final String ROOMS = """
            SELECT room_id FROM quote JOIN post ON post.id = quote.post_id WHERE source_id = $1
            GROUP BY room_id ORDER BY max(said_at) DESC LIMIT 100""";

    private final Pool pool;

    PgQuoting(Pool pool) {
        this.pool = pool;
    }

    Future<Quoting.Quoted> of(PostId source) {
        var count = pool.preparedQuery(COUNT).execute(Tuple.of(source.value()));
        var newest = pool.preparedQuery(NEWEST).execute(Tuple.of(source.value()));
        return Future.all(count, newest)
                .map(read -> new Quoting.Quoted(
                        count.result().iterator().next().getInteger("n"),
                        newest.result().stream()
                                .map(row -> new PostId(row.getUUID("id")))
                                .toList()));
    }

    Future<List<RoomId>> rooms(PostId source) {
        return pool.preparedQuery(ROOMS)
                .execute(Tuple.of(source.value()))
                .map(rows -> rows.stream()
                        .map(row -> new RoomId(row.getUUID("room_id")))
                        .toList());
    }
}
