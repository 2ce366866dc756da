package vadra.marks;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import vadra.core.MemberId;
import vadra.core.RoomId;

/**
 * The read marks of members: of each room one, which only moves on. Nobody but the member is ever told of one. Of a member's
 * marks the newest thousand are kept. Safe for use by any thread, and on several servers at once.
 */
public final class ReadMarks {
    private final PgReadMarks rows;

    public ReadMarks(Pool pool) {
        this.rows = new PgReadMarks(pool);
    }

    /**
     * What came of a mark.
     *
     * @param seq where the mark stands now
     * @param moved whether it stood elsewhere before
     */
    public record Marked(long seq, boolean moved) {}

    /** A member has read up to a sequence, or up to the room's last where that is lower; what was read stays read. */
    public Future<Marked> reach(MemberId member, RoomId room, long seq) {
        return rows.reach(member, room, seq);
    }

    /** A member's own marks, those that moved last first, at most 200. */
    public Future<List<ReadMark>> of(MemberId member) {
        return rows.of(member);
    }

    /** A member's own mark in one room, if they have read there. */
    public Future<Optional<ReadMark>> in(RoomId room, MemberId member) {
        return rows.in(room, member);
    }
}
