package vadra.sightings;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An Atom or RSS feed that is read for sightings.
 *
 * @param readAt when it was last read
 * @param found sightings that it has brought
 * @param etag what it was, by the other side's word, when it was last read; empty when that said nothing
 * @param lastModified the same as a date, as the other side writes it
 */
public record Feed(
        UUID id,
        URI url,
        Sighting.Source source,
        Instant addedAt,
        Optional<Instant> readAt,
        Status status,
        int found,
        String etag,
        String lastModified) {
    /** How the last reading went. */
    public enum Status {
        NEW,
        OK,
        UNCHANGED,
        /** It is not on the public internet, sends elsewhere, or says no. */
        REFUSED,
        UNREACHABLE,
        TOO_LARGE,
        NOT_A_FEED
    }
}
