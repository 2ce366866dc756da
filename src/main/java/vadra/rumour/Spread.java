package vadra.rumour;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vadra.core.PostId;
import vadra.core.RoomId;

/**
 * How a claim went from post to post and from room to room.
 *
 * @param total mentions in all; more than nodes when older ones were left out
 * @param nodes in the order in which they were said
 * @param mostShared with the most answers and links, at most 5
 * @param mostAsked whose answers ask or deny the most, at most 5
 */
public record Spread(
        Instant at,
        int total,
        List<Mention> nodes,
        List<InRoom> rooms,
        List<Bridge> bridges,
        Optional<PostId> first,
        List<PostId> mostShared,
        List<PostId> mostAsked) {
    public Spread {
        nodes = List.copyOf(nodes);
        rooms = List.copyOf(rooms);
        bridges = List.copyOf(bridges);
        mostShared = List.copyOf(mostShared);
        mostAsked = List.copyOf(mostAsked);
    }

    /** A room that it came to, in the order of coming. */
    public record InRoom(RoomId room, Instant firstAt, int carriers, int mentions) {}

    /** A post with which it came into a further room. */
    public record Bridge(PostId post, RoomId from, RoomId to, Instant at, int carrier) {}
}
