package vadra.channels;

import io.vertx.core.json.JsonObject;
import vadra.core.Recorded;
import vadra.discussion.RoomEvent;
import vadra.live.Publication;
import vadra.wire.EventJson;

/** What the listeners of a channel get, encoded once for all of them. */
final class Push {
    private Push() {}

    /**
     * Wraps a passing signal for everybody on a channel; encoded once.
     *
     * @param patient whether it may wait a little for others
     */
    static Publication signal(String channel, JsonObject data, boolean patient) {
        var content = data.encode();
        return new Publication(channel, 0, content, around(channel, content, "}}}"), patient);
    }

    /** An event as its room's listeners get it. */
    static Publication event(String channel, Recorded recorded) {
        var content = EventJson.data(recorded).encode();
        boolean patient = recorded.event() instanceof RoomEvent.ReactionAdded
                || recorded.event() instanceof RoomEvent.ReactionRemoved;
        var push = around(channel, content, ",\"offset\":" + recorded.seq() + "}}}");
        return new Publication(channel, recorded.seq(), content, push, patient);
    }

    /** Something with a place in a log that its listeners read themselves. */
    static Publication logged(String channel, long seq, JsonObject data) {
        var content = data.encode();
        return new Publication(channel, seq, content, around(channel, content, ",\"offset\":" + seq + "}}}"), false);
    }

    private static String around(String channel, String content, String end) {
        return "{\"push\":{\"channel\":\"" + channel + "\",\"pub\":{\"data\":" + content + end;
    }
}
