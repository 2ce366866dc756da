package vadra.notifications;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a member is told of, as it stands when it is read.
 *
 * @param n counts up for each member, with holes
 * @param what what it is about
 * @param by who did it, as others see them
 * @param words the beginning of what was said, null where nothing was
 */
public record Notification(
        long n,
        Instant at,
        boolean read,
        What what,
        Optional<By> by,
        @Nullable String words) {
    /**
     * What a notification is about.
     *
     * @param kind such as {@code reply}
     * @param move of a question, null for other kinds
     * @param link a page of ours, null where the place says it
     * @param times how many things of the kind are gathered here, at most 100
     */
    public record What(
            String kind, @Nullable String move, @Nullable String link, Optional<Place> place, int times) {}

    /**
     * Where something was said.
     *
     * @param kind of the room
     * @param post the post to begin with
     * @param thread the first post of its thread
     */
    public record Place(
            String room,
            String title,
            String kind,
            @Nullable UUID post,
            @Nullable UUID thread) {}

    /**
     * Who did something.
     *
     * @param handle null for a pseudonym
     */
    public record By(String name, @Nullable String handle) {}

    /** The page, and the place on it, where one reads on. */
    public String path() {
        var link = what.link();
        return link != null ? link : what.place().map(Notification::path).orElse("/me/notifications");
    }

    private static String path(Place place) {
        var page = switch (place.kind()) {
            case "article" -> "/articles/";
            case "qa" -> "/qa/";
            default -> "/rooms/";
        };
        var post = place.post();
        return page + place.room() + (post == null ? "" : "#p-" + post);
    }
}
