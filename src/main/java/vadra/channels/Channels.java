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

    static final String ME = "me:";
    private static final String PROFILE = "profile:";
    /** Ends the channel of what only members read; no handle has a colon. */
    private static final String OF_MEMBERS = ":members";

    /** Private conversations, by their ids. */
    private static final String TALK = "talk:";

    private static final String CIRCLE = "circle:";
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

    /** Who looks at a member's profile as a stranger. */
    static String profile(String handle) {
        return PROFILE + handle;
    }

    /** Who looks at a member's profile, signed in. */
    static String profileOfMembers(String handle) {
        return PROFILE + handle + OF_MEMBERS;
    }

    /** The channel of a circle, open to everyone. */
    static String circle(String slug) {
        return CIRCLE + slug;
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
                        || channel.startsWith(PROFILE)
                        || channel.startsWith(CIRCLE)
                        || channel.equals(MONITOR)
                        || searchOf(channel).isPresent());
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
        if (channel.startsWith(PROFILE)) {
            return actor != null || !channel.endsWith(OF_MEMBERS);
        }
        var search = searchOf(channel);
        if (search.isPresent()) {
            return actor != null && search.get().handle().equals(actor.handle());
        }
        return channel.startsWith(CIRCLE)
                || roomOf(channel).isPresent()
                || (actor != null && conversationOf(channel).isPresent());
    }
}
