package vadra.sightings;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vadra.core.Actor;

/**
 * Something that was seen outside of the network: beside what is said inside, never among its counts.
 *
 * @param claims the slugs of the claims that it belongs to
 * @param via how it came in
 * @param seenAt when it was there, as far as somebody said
 * @param by who put it down, empty when it came by itself
 */
public record Sighting(
        UUID id, List<String> claims, Seen seen, Via via, Instant seenAt, Instant addedAt, Optional<Actor> by) {
    public Sighting {
        claims = List.copyOf(claims);
    }

    /**
     * What was seen.
     *
     * @param url where, if it has an address
     * @param note in somebody's words, empty or up to 2 000 characters
     */
    public record Seen(Source source, String title, Optional<String> url, String note) {}

    /** Where things are seen. */
    public enum Source {
        PRESS,
        PHONE,
        /** Another network. */
        NETWORK,
        MAIL,
        OTHER
    }

    /** How a sighting came in. */
    public enum Via {
        HAND,
        FEED,
        HOOK
    }
}
