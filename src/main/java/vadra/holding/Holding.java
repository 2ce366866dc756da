package vadra.holding;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import vadra.core.Actor;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.discussion.RoomService;

/**
 * What waits in held rooms. Nobody but its author sees it or takes it back, and nobody chooses what is said of it: when a
 * hold is over, all of it goes the way of any other command, oldest first, under the ids it came with, so that each is said
 * once whoever says it and however often. Safe for use by any thread, and on several servers at once.
 */
public final class Holding {
    /** So often at once is looked for what came to wait while the rest was being said. */
    private static final int ROUNDS = 5;

    private final PgHolding rows;
    private final RoomService rooms;

    public Holding(Pool pool, RoomService rooms) {
        this.rows = new PgHolding(pool);
        this.rooms = rooms;
    }

    /** What waits of a member, oldest first, and what could not be said, at most 200. */
    public Future<List<HeldPost>> own(Actor author) {
        return rows.own(author.id());
    }

    /** Takes back something of one's own; fails with {@link Problem.NotFound} when it waits no longer. */
    public Future<Void> takeBack(Actor author, PostId post) {
        return rows.takeBack(author.id(), post);
    }

    /**
     * Says what waited in rooms that are held no longer, and keeps for its author what no longer can be. That comes after,
     * so that what could not be tried while no server ran is tried first.
     */
    public Future<Void> say() {
        return say(ROUNDS).compose(said -> rows.keepUnsaid());
    }

    private Future<Void> say(int rounds) {
        return rows.due().compose(due -> {
            if (due.isEmpty()) {
                return Future.succeededFuture();
            }
            // All at once, and so in their order through the lane of their room.
            var said = due.stream()
                    .map(one -> rooms.say(one.author(), one.room(), one.command()))
                    .toList();
            return Future.join(said).compose(done -> rounds > 1 ? say(rounds - 1) : Future.succeededFuture());
        });
    }
}
