package vadra.parts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import vadra.core.PostId;
import vadra.core.RoomId;

/** Where a post is quoted. */
public final class Quoting {
    private final PgQuoting rows;

    public Quoting(Pool pool) {
        this.rows = new PgQuoting(pool);
    }

    /**
     * The posts that quote a post, and that everybody can read.
     *
     * @param count how many there are, counted to 1 000
     * @param newest the newest of them, at most 50
     */
    public record Quoted(int count, List<PostId> newest) {}

    /** Which posts quote a post. */
    public Future<Quoted> of(PostId source) {
        return rows.of(source);
    }

    /** The rooms where it is quoted, those of the newest quotes first, at most 100. */
    public Future<List<RoomId>> rooms(PostId source) {
        return rows.rooms(source);
    }
}
