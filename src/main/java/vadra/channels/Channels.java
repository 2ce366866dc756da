package vadra.channels;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.discussion.Room;
import vadra.discussion.RoomKey;

/** The names of channels, and who may listen to which. */
public final class Channels {
    /** Readings of the rumour monitor, for staff. */
    static final String MONITOR = "desk:monitor";

    private static final String ME = "me:";

    /** Private conversations, by their ids. */
    private static final String TALK = "talk:";

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

    /** The room, when the channel is one's. */
    public static Optional<Named> roomOf(String channel) {
        return Arrays.stream(Room.Kind.values())
                .filter(kind -> channel.startsWith(kind.channel() + ":"))
                .findAny()
                .map(kind -> new Named(kind, channel.substring(kind.channel().length() + 1)));
    }

    /** The channel of a private conversation. */
    static String talk(UUID conversation) {
        return TALK + conversation;
    }

    /** The private conversation, when the channel is one's. */
    public static Optional<UUID> conversationOf(String channel) {
        return channel.matches(TALK + "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(channel.substring(TALK.length())))
                : Optional.empty();
    }

    /** Whether there is such a channel; rooms and conversations have to be looked up besides. */
    public static boolean known(String channel) {
        return channel.length() <= 80
                && (roomOf(channel).isPresent()
                        || conversationOf(channel).isPresent()
                        || channel.startsWith(ME)
                        || channel.equals(MONITOR));
    }

    /**
     * Whether somebody may listen. This is the one place where an audience is decided; a private conversation is besides
     * read by each listener as who they are, and the database gives it to its parties only.
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
        return roomOf(channel).isPresent()
                || (actor != null && conversationOf(channel).isPresent());
    }
}
