package vadra.channels;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.discussion.Room;
import vadra.discussion.RoomKey;
import vadra.search.OpenSearch;

/** The names of channels, and who may listen to which. */
public final class Channels {
    /** Readings of the rumour monitor, for staff. */
    static final String MONITOR = "desk:monitor";

    private static final String ME = "me:";
    private static final String SEARCH = "search:";

    private Channels() {}

    /**
     * A room as a channel names it.
     *
     * @param kind as the channel says, which need not be the room's
     */
    public record Named(Room.Kind kind, String slug) {}

    /** The channel of a room, open to everyone. */
    public static String room(RoomKey room) {
        return room.kind().channel() + ":" + room.slug();
    }

    /** A member's own channel. */
    static String me(String handle) {
        return ME + handle;
    }

    /** A kept search of a member, {@code search:<handle>:<id>}; something is worked out for it while somebody listens. */
    static String search(OpenSearch search) {
        return SEARCH + search.handle() + ":" + search.search();
    }

    /** The kept search, when the channel is one's. */
    public static Optional<OpenSearch> searchOf(String channel) {
        var parts = channel.split(":", -1);
        if (!channel.startsWith(SEARCH) || parts.length != 3) {
            return Optional.empty();
        }
        try {
            var search = new OpenSearch(parts[1], UUID.fromString(parts[2]));
            return search(search).equals(channel) ? Optional.of(search) : Optional.empty();
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    /** The room, when the channel is one's. */
    public static Optional<Named> roomOf(String channel) {
        return Arrays.stream(Room.Kind.values())
                .filter(kind -> channel.startsWith(kind.channel() + ":"))
                .findAny()
                .map(kind -> new Named(kind, channel.substring(kind.channel().length() + 1)));
    }

    /** Whether there is such a channel; rooms have to be looked up besides. */
    public static boolean known(String channel) {
        return channel.length() <= 80
                && (roomOf(channel).isPresent()
                        || channel.startsWith(ME)
                        || channel.equals(MONITOR)
                        || searchOf(channel).isPresent());
    }

    /**
     * Whether somebody may listen. This is the one place where an audience is decided.
     *
     * @param actor null for a guest
     */
    public static boolean mayListen(String channel, @Nullable Actor actor) {
        if (channel.equals(MONITOR)) {
            return actor != null && actor.isStaff();
        }
        if (channel.startsWith(ME)) {
            return actor != null && channel.equals(ME + actor.handle());
        }
        var search = searchOf(channel);
        if (search.isPresent()) {
            return actor != null && search.get().handle().equals(actor.handle());
        }
        return roomOf(channel).isPresent();
    }
}
