package vadra.qa;

import java.time.Duration;
import java.util.Optional;

/**
 * How a member keeps their word, counted from the rows. What is put to a member, and what counts, is defined in QA.md.
 *
 * @param waiting put to them and still open
 * @param overdue of those, promised for a time that has passed
 * @param median from question to answer; empty as long as they answered none
 */
public record ReplyRecord(int answered, int declined, int waiting, int overdue, Optional<Duration> median) {
    /** All that was put to them. */
    public int all() {
        return answered + declined + waiting;
    }
}
