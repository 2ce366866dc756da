package vadra.channels;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import vadra.core.Actor;
import vadra.discussion.Room;
import vadra.discussion.RoomKey;
import vadra.live.Presence;
import vadra.questions.Pseudonyms;

/**
 * Who is writing in a room just now. It is nowhere kept: what members tell within half a second is sent to the room as one
 * signal, and forgotten. Who has a pseudonym in a room is never told of there, nor anybody in a room made for asking under
 * one, since the moment of writing would say who asks. Safe for use by any thread.
 *
 * <p>Bounds: {@value #MOST_PEOPLE} people in one signal, more are left out; nothing is told in a room where more than
 * {@value Presence#MAX_LISTED} people are.
 */
public final class Typing {
    /** More than anybody is shown by name. */
    static final int MOST_PEOPLE = 8;

    private final Whispers whispers;
    private final Presence presence;
    private final Pseudonyms pseudonyms;
    private Map<String, Map<String, Told>> waiting = new HashMap<>();

    public Typing(Whispers whispers, Presence presence, Pseudonyms pseudonyms) {
        this.whispers = whispers;
        this.presence = presence;
        this.pseudonyms = pseudonyms;
    }

    private record Told(Actor actor, boolean writes) {}

    /** A member writes in a room, or has stopped. Not told where it may not be. */
    public Future<Void> tell(Actor actor, RoomKey room, boolean writes) {
        var channel = Channels.room(room);
        if (room.kind() == Room.Kind.QA || presence.count(channel).people() > Presence.MAX_LISTED) {
            return Future.succeededFuture();
        }
        return pseudonyms
                .own(actor.id(), room.id())
                .onSuccess(own -> {
                    if (own.isEmpty()) {
                        put(channel, new Told(actor, writes));
                    }
                })
                .mapEmpty();
    }

    private synchronized void put(String channel, Told told) {
        var people = waiting.computeIfAbsent(channel, fresh -> new LinkedHashMap<>());
        var handle = told.actor().handle();
        if (people.size() < MOST_PEOPLE || people.containsKey(handle)) {
            people.put(handle, told);
        }
    }

    /** Sends what was told since the last call; to be called twice a second. */
    public void send() {
        Map<String, Map<String, Told>> taken;
        synchronized (this) {
            taken = waiting;
            waiting = new HashMap<>();
        }
        taken.forEach((channel, people) -> {
            var told = new JsonArray();
            people.values()
                    .forEach(one -> told.add(new JsonObject()
                            .put("handle", one.actor().handle())
                            .put("name", one.actor().name())
                            .put("writes", one.writes())));
            whispers.send(channel, new JsonObject().put("kind", "typing").put("people", told));
        });
    }
}
