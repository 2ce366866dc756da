package vadra.channels;

import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vadra.core.Problem;
import vadra.core.RoomId;
import vadra.discussion.RoomKey;
import vadra.discussion.RoomReader;

/**
 * The names of rooms and their ids. A room keeps its name for ever, so what was looked up once need not be looked up
 * again, also while the database is away. Holds one small entry for each room that there is.
 */
public final class RoomNames {
    private final RoomReader reader;
    private final Map<String, RoomKey> bySlug = new ConcurrentHashMap<>();
    private final Map<RoomId, RoomKey> byId = new ConcurrentHashMap<>();

    public RoomNames(RoomReader reader) {
        this.reader = reader;
    }

    /** Learns the rooms that were started since, here or on another node. */
    public Future<Void> refresh() {
        return reader.keys().onSuccess(keys -> keys.forEach(this::remember)).mapEmpty();
    }

    /** The key of a room; fails with {@link vadra.core.Problem.NotFound} when there is none by that name. */
    public Future<RoomKey> keyOf(String slug) {
        var known = bySlug.get(slug);
        return known != null ? Future.succeededFuture(known) : reader.key(slug).onSuccess(this::remember);
    }

    /** The key of a room that a channel names; fails with {@link vadra.core.Problem.NotFound} when there is none of that kind. */
    public Future<RoomKey> keyOf(Channels.Named named) {
        return keyOf(named.slug()).map(key -> {
            if (key.kind() != named.kind()) {
                throw Problem.notFound("room", named.slug());
            }
            return key;
        });
    }

    /** The channel of a room; one that nobody can listen to until the room is known. */
    String channel(RoomId room) {
        var known = byId.get(room);
        return known == null ? room.toString() : Channels.room(known);
    }

    /** The name of a room, or its id until the name is known. */
    public String label(RoomId room) {
        var known = byId.get(room);
        return known == null ? room.toString() : known.slug();
    }

    /** Knows the name of a room when it is done, where there is one by that id. */
    public Future<Void> learn(RoomId room) {
        return byId.containsKey(room) || room.equals(RoomId.CONTROL) ? Future.succeededFuture() : refresh();
    }

    /** Learns a room that was just started. */
    public void remember(RoomKey room) {
        byId.put(room.id(), room);
        bySlug.put(room.slug(), room);
    }
}
