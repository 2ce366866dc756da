package vadra.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import vadra.core.Recorded;
import vadra.core.RoomId;
import vadra.live.Presence;
import vadra.live.Publication;
import vadra.live.Subscription;

/** What the connections of one event loop share. */
record Live(Subscription.Source source, Presence presence, RoomNames names, Context loop, Clock clock) {
    /** Wraps content for everybody on a channel; encoded once. */
    static Publication publication(String channel, long offset, JsonObject data) {
        var content = data.encode();
        var push = "{\"push\":{\"channel\":\"" + channel + "\",\"pub\":{\"data\":" + content
                + (offset == 0 ? "" : ",\"offset\":" + offset) + "}}}";
        return new Publication(channel, offset, content, push);
    }

    /** An event as its room's listeners get it. */
    static Publication publication(String slug, Recorded recorded) {
        return publication(Channels.room(slug), recorded.seq(), EventJson.data(recorded));
    }

    Future<RoomId> room(String slug) {
        return names.idOf(slug);
    }

    void onLoop(Runnable turn) {
        loop.runOnContext(unused -> turn.run());
    }

    Instant now() {
        return clock.instant();
    }
}
