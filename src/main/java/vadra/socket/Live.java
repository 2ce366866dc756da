package vadra.socket;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import vadra.channels.Channels;
import vadra.channels.RoomNames;
import vadra.core.RoomId;
import vadra.discussion.RoomKey;
import vadra.live.Listened;
import vadra.live.Presence;
import vadra.live.Subscription;

/** What the connections of one event loop share. */
public record Live(
        Subscription.Source source, Presence presence, Listened listened, RoomNames names, Context loop, Clock clock) {
    Future<RoomId> room(Channels.Named named) {
        return names.keyOf(named).map(RoomKey::id);
    }

    void onLoop(Runnable turn) {
        loop.runOnContext(unused -> turn.run());
    }

    Instant now() {
        return clock.instant();
    }
}
