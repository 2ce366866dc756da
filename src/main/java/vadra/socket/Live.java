package vadra.socket;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vadra.channels.Channels;
import vadra.channels.DirectPulse;
import vadra.channels.RoomNames;
import vadra.core.Actor;
import vadra.core.Position;
import vadra.core.RoomId;
import vadra.discussion.RoomKey;
import vadra.live.Follower;
import vadra.live.Listened;
import vadra.live.Listener;
import vadra.live.Presence;
import vadra.live.Subscription;

/** What the connections of one event loop share. */
public record Live(
        Subscription.Source source,
        Presence presence,
        Listened listened,
        RoomNames names,
        DirectPulse direct,
        Context loop,
        Clock clock) {
    Future<RoomId> room(Channels.Named named) {
        return names.keyOf(named).map(RoomKey::id);
    }

    /**
     * Follows a private conversation, as one of its parties; for anybody else it does not begin.
     *
     * @param since what the listener knows, null for a newcomer
     * @return what ends it
     */
    Runnable follow(
            UUID conversation,
            Actor as,
            @Nullable Position since,
            Listener listener,
            Consumer<Future<Subscription.Start>> ready) {
        var known = since != null && since.epoch().equals(source.epoch()) ? since.offset() : null;
        direct.follows(conversation);
        var follower = Follower.begin(
                source.hub(),
                direct.growth(conversation),
                listener,
                direct.log(conversation, as.id()),
                new Follower.Beginning(known, ready));
        var over = new AtomicBoolean();
        return () -> {
            if (over.compareAndSet(false, true)) {
                direct.leaves(conversation);
                follower.close();
            }
        };
    }

    /** Whether there are too many to listen to this channel, which has no log; otherwise one more listens now. */
    boolean isFull(String channel) {
        return !listened.begin(channel, Channels.searchOf(channel).isPresent());
    }

    void onLoop(Runnable turn) {
        loop.runOnContext(unused -> turn.run());
    }

    Instant now() {
        return clock.instant();
    }
}
