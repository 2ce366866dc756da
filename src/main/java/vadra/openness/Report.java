package vadra.openness;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a member says of a thing that breaks a rule, and what came of it.
 *
 * @param caseId the case in which all reports of the thing come together
 * @param outcome null while the case waits
 */
public record Report(
        UUID caseId,
        Entry.Kind kind,
        UUID thing,
        Reason reason,
        Instant reportedAt,
        @Nullable Outcome outcome,
        @Nullable Instant heardAt) {
    /**
     * Why it is reported.
     *
     * @param version of the house rules that was in force when the thing was made
     * @param rule its number
     * @param words the reporter's own, 3 to 2 000 characters
     */
    public record Reason(int version, int rule, String words) {}

    /**
     * What came of a case.
     *
     * @param entry the row of the ledger that acted; null when no rule was broken
     * @param words why no rule was broken; null when one was
     * @param actor the alias of who decided
     */
    public record Outcome(
            Instant decidedAt,
            @Nullable Long entry,
            @Nullable String words,
            String actor) {}
}
