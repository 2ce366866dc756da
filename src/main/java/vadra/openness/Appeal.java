package vadra.openness;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says against an act on something of theirs.
 *
 * @param entry the row of the ledger that decided the act
 * @param words 3 to 5 000 characters
 * @param verdict null while it waits
 */
public record Appeal(
        UUID id,
        long entry,
        String words,
        Instant appealedAt,
        @Nullable Verdict verdict) {
    /**
     * How it ended.
     *
     * @param overturned whether the company was wrong
     * @param actor the alias of who judged, another person than who acted
     * @param result the row that gave it back; null when upheld, or when it had ended by itself
     */
    public record Verdict(
            boolean overturned,
            Instant decidedAt,
            String why,
            String actor,
            @Nullable Long result) {}
}
