package vadra.openness;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What everybody is told where the house rules hold something back; the ledger has the rest.
 *
 * @param entry the row of the ledger
 * @param version of the house rules
 * @param rule its number in that version
 * @param effectiveAt from when it holds; for what is announced, when the cooling time is over
 * @param until when it ends by itself, null when it does not
 */
public record Restraint(
        long entry,
        Entry.Act act,
        int version,
        int rule,
        Instant effectiveAt,
        @Nullable Instant until) {}
