package vadra.search;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import vadra.core.Problem;

/** The last post of a page: what follows was said before it. */
public record Cursor(Instant at, UUID post) {
    /** Later than any post, and a time that the database has. */
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    /** As it goes out and comes back. */
    public String text() {
        var plain = at.getEpochSecond() + "." + at.getNano() + "." + post;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads one that went out.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when it did not
     */
    public static Cursor of(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\.", 3);
            var at = Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            if (at.isBefore(Instant.EPOCH) || at.isAfter(END)) {
                throw new IllegalArgumentException("no time of a post");
            }
            return new Cursor(at, UUID.fromString(parts[2]));
        } catch (RuntimeException unread) {
            throw Problem.invalid("cursor", "is one that an answer gave");
        }
    }
}
