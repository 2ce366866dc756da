package vadra.direct;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a party says of a message that breaks a rule, and what they let the staff see.
 *
 * @param about the message; nothing else is shown but it and {@code beside}
 * @param beside the lines that are shown with it, at most 19
 * @param rule the number of the rule
 * @param words why, 3 to 2 000 characters
 */
public record Complaint(Line about, List<Line> beside, int rule, String words) {
    /** The most lines that a report shows. */
    public static final int MOST_LINES = 20;

    public Complaint {
        beside = List.copyOf(beside);
    }

    /**
     * A line as it was said once.
     *
     * @param version of its words, null for how they stand
     */
    public record Line(UUID message, @Nullable Integer version) {}

    /**
     * What who reported gets at once.
     *
     * @param version of the house rules that the report is under
     * @param again whether this member had reported the message before; then that report stands, and nothing was written
     */
    public record Receipt(UUID caseId, int version, boolean again) {}
}
