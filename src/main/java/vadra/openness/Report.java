package vadra.openness;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a member says of a thing that breaks a rule, and what came of it.
 *
 * @param caseId the case in which all reports of the thing come together
 * @param place where the thing is: the room's slug, or the handle of the profile
 * @param outcome null while the case waits
 * @param end how the act that was the outcome ended; null while it holds, or when there was none
 * @param heardAt when the reporter had seen all that came of it; null when there is something unseen, or nothing to see
 */
public record Report(
        UUID caseId,
        Entry.Kind kind,
        UUID thing,
        String place,
        Reason reason,
        Instant reportedAt,
        @Nullable Outcome outcome,
        @Nullable End end,
        @Nullable Instant heardAt) {
    /**
     * Why it is reported.
     *
     * @param version of the house rules that was in force when the thing was made; null to let the database find it
     * @param rule its number
     * @param words the reporter's own, 3 to 2 000 characters
     */
    public record Reason(@Nullable Integer version, int rule, String words) {}

    /**
     * What a reporter gets at once.
     *
     * @param version of the house rules that the report is under
     * @param again whether this member had reported the thing before; then that report stands, and nothing was written
     */
    public record Receipt(UUID caseId, int version, boolean again) {}

    /**
     * What came of a case.
     *
     * @param entry the row of the ledger that acted; null when no rule was broken, and for a direct message
     * @param broken the rule that was acted under, which may be another than the reported one; for a direct message that one
     * @param words the reasons, where no row of the ledger has them
     * @param actor the alias of who decided
     */
    public record Outcome(
            Instant decidedAt,
            @Nullable Long entry,
            @Nullable Broken broken,
            @Nullable String words,
            String actor) {}

    /** A rule of a version. */
    public record Broken(int version, int number) {}

    /**
     * How an act ended: given back, or dropped while it cooled.
     *
     * @param cause reversal, expiry, changed or appeal
     * @param words why
     */
    public record End(long entry, String cause, Instant at, String words, String actor) {}
}
