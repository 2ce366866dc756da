package vadra.questions;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.RoomId;

/** Who hosts a room. Who started it gives that and takes it back, and a host may leave; the database holds them to it. */
public final class Hosts {
    private final PgHosts rows;

    Hosts(Pool pool) {
        this.rows = new PgHosts(pool);
    }

    /** The hosts of a room now, the first first; where people ask or comment, whoever started it is one. */
    public Future<List<Actor>> of(RoomId room) {
        return rows.of(room);
    }

    /** Makes a member a host; changes nothing where they are one. */
    public Future<Void> give(MemberId by, RoomId room, MemberId to) {
        return rows.give(by, room, to);
    }

    /** Ends that a member is a host: by who started the room, or by the host. */
    public Future<Void> take(MemberId by, RoomId room, MemberId from) {
        return rows.take(by, room, from);
    }
}
