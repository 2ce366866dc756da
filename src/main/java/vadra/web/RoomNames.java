package vadra.web;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vadra.core.RoomId;
import vadra.discussion.Room;
import vadra.discussion.RoomReader;

/**
 * The names of rooms and their ids. A room keeps its name for ever, so what was looked up once need not be looked up
 * again, also while the database is away. Holds one small entry for each room that there is.
 */
public final class RoomNames {
    private final RoomReader reader;
    private final Map<String, RoomId> ids = new ConcurrentHashMap<>();
    private final Map<RoomId, String> slugs = new ConcurrentHashMap<>();

    public RoomNames(RoomReader reader) {
        this.reader = reader;
    }

    /** Learns the rooms that were started since, here or on another node. */
    public Future<Void> refresh() {
        return reader.names()
                .map(names -> {
                    names.forEach(this::remember);
                    return names;
                })
                .mapEmpty();
    }

    /** The id of a room; fails with {@link vadra.core.Problem.NotFound} when there is none by that name. */
    Future<RoomId> idOf(String slug) {
        var known = ids.get(slug);
        return known != null ? Future.succeededFuture(known) : reader.room(slug).map(this::remember);
    }

    /** The name of a room, where it is known. */
    Optional<String> slugOf(RoomId room) {
        return Optional.ofNullable(slugs.get(room));
    }

    /** The name of a room, or its id until the name is known. */
    String label(RoomId room) {
        return slugOf(room).orElseGet(room::toString);
    }

    private RoomId remember(Room room) {
        remember(room.id(), room.slug());
        return room.id();
    }

    /** Learns a room that was just started. */
    void remember(RoomId room, String slug) {
        slugs.put(room, slug);
        ids.put(slug, room);
    }
}
