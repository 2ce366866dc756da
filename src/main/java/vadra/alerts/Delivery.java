package vadra.alerts;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A message about an alert that is to leave the house, or did.
 *
 * @param occasion what the message is about
 * @param address of whom, for mail; empty for the webhook, which has one address
 * @param tries how often it was tried
 * @param at when it was last tried, or is to be tried next
 * @param error what went wrong the last time
 */
public record Delivery(
        long id,
        UUID alert,
        Way way,
        AlertEvent.Kind occasion,
        String address,
        Status status,
        int tries,
        Instant at,
        Optional<String> error) {
    /** How it travels. */
    public enum Way {
        WEBHOOK,
        MAIL
    }

    /** Where it stands. */
    public enum Status {
        WAITING,
        SENT,
        FAILED
    }
}
