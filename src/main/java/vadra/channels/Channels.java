package vadra.channels;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.discussion.Room;
import vadra.discussion.RoomKey;

/** The names of channels, and who may listen to which. */
public final class Channels {
    /** Readings of the rumour monitor, for staff. */
    static final String MONITOR = "desk:monitor";

    private static final String ME = "me:";
    private static final String CIRCLE = "circle:";

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

    /** The channel of a circle, open to everyone. */
    static String circle(String slug) {
        return CIRCLE + slug;
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
                        || channel.startsWith(CIRCLE)
                        || channel.equals(MONITOR));
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
        return channel.startsWith(CIRCLE) || roomOf(channel).isPresent();
    }
}
