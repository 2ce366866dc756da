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
 * again, also while the database is away. Holds one small entry for each room that anybody has listened to.
 */
final class RoomNames {
    private final RoomReader reader;
    private final Map<String, RoomId> ids = new ConcurrentHashMap<>();
    private final Map<RoomId, String> slugs = new ConcurrentHashMap<>();

    RoomNames(RoomReader reader) {
        this.reader = reader;
    }

    /** The id of a room; fails with {@link vadra.core.Problem.NotFound} when there is none by that name. */
    Future<RoomId> idOf(String slug) {
        var known = ids.get(slug);
        return known != null ? Future.succeededFuture(known) : reader.room(slug).map(this::remember);
    }

    /** The name of a room that somebody has listened to; nobody hears what is said in any other. */
    Optional<String> slugOf(RoomId room) {
        return Optional.ofNullable(slugs.get(room));
    }

    private RoomId remember(Room room) {
        slugs.put(room.id(), room.slug());
        ids.put(room.slug(), room.id());
        return room.id();
    }
}
