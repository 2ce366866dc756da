package vadra.web;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import vadra.core.Recorded;
import vadra.live.Fanout;
import vadra.live.Hub;
import vadra.live.Presence;
import vadra.live.Publication;
import vadra.rumour.RumourService;

/**
 * What is sent to listeners without their asking: events as they are committed, and once a second who is here and what
 * the monitor reads. Called on the tail's thread only, which makes the order of events that of the log.
 */
public final class Pulse {
    private final Fanout fanout;
    private final Presence presence;
    private final RoomNames names;

    public Pulse(Fanout fanout, Presence presence, RoomNames names) {
        this.fanout = fanout;
        this.presence = presence;
        this.names = names;
    }

    /** From now on the listeners of a hub hear it too. May be called by any thread. */
    void reach(Hub hub) {
        fanout.add(hub);
    }

    /** An event as it is sent, encoded once for all. */
    public Publication encoded(Recorded recorded) {
        return Live.event(names.label(recorded.room()), recorded);
    }

    /** Sends an event to the room that it happened in. */
    public void event(Publication encoded) {
        fanout.publish(encoded);
    }

    /** Sends the monitor's readings to the desks. */
    public void readings(List<RumourService.Watched> watched, Instant at) {
        fanout.publish(Live.signal(Channels.MONITOR, RumourJson.readings(watched, at, names::label)));
    }

    /** Sends how many people are here, to rooms where that has changed. */
    public void presence() {
        for (var channel : presence.takeChanged()) {
            var people = new JsonObject()
                    .put("kind", "presence")
                    .put("people", presence.count(channel).people());
            fanout.publish(Live.signal(channel, people));
        }
    }
}
