package vadra.channels;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;

/** The names of channels, and who may listen to which. */
public final class Channels {
    /** Readings of the rumour monitor, for staff. */
    static final String MONITOR = "desk:monitor";

    private static final String ROOM = "room:";
    private static final String ME = "me:";

    private Channels() {}

    /** The channel of a room, open to everyone. */
    public static String room(String slug) {
        return ROOM + slug;
    }

    /** A member's own channel. */
    static String me(String handle) {
        return ME + handle;
    }

    /** The slug, when the channel is a room's. */
    public static Optional<String> roomOf(String channel) {
        return channel.startsWith(ROOM) ? Optional.of(channel.substring(ROOM.length())) : Optional.empty();
    }

    /** Whether there is such a channel; rooms have to be looked up besides. */
    public static boolean known(String channel) {
        return channel.length() <= 80
                && (channel.startsWith(ROOM) || channel.startsWith(ME) || channel.equals(MONITOR));
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
        return channel.startsWith(ROOM);
    }
}
