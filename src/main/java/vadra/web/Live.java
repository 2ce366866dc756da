package vadra.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import vadra.core.Recorded;
import vadra.core.RoomId;
import vadra.discussion.RoomEvent;
import vadra.discussion.RoomKey;
import vadra.live.Presence;
import vadra.live.Publication;
import vadra.live.Subscription;

/** What the connections of one event loop share. */
record Live(Subscription.Source source, Presence presence, RoomNames names, Context loop, Clock clock) {
    /**
     * Wraps a passing signal for everybody on a channel; encoded once.
     *
     * @param patient whether it may wait a little for others
     */
    static Publication signal(String channel, JsonObject data, boolean patient) {
        var content = data.encode();
        return new Publication(channel, 0, content, push(channel, content, "}}}"), patient);
    }

    /** An event as its room's listeners get it. */
    static Publication event(String channel, Recorded recorded) {
        var content = EventJson.data(recorded).encode();
        boolean patient = recorded.event() instanceof RoomEvent.ReactionAdded
                || recorded.event() instanceof RoomEvent.ReactionRemoved;
        var push = push(channel, content, ",\"offset\":" + recorded.seq() + "}}}");
        return new Publication(channel, recorded.seq(), content, push, patient);
    }

    private static String push(String channel, String content, String end) {
        return "{\"push\":{\"channel\":\"" + channel + "\",\"pub\":{\"data\":" + content + end;
    }

    /** An event as it stands in the answer to who missed it. */
    static String missed(Publication publication) {
        return "{\"data\":" + publication.data() + ",\"offset\":" + publication.offset() + "}";
    }

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
