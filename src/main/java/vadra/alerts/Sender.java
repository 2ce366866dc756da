package vadra.alerts;

import io.vertx.core.Future;

/**
 * Takes a message about an alert out of the house.
 *
 * <p>Implementers promise: the future succeeds only when the other side has taken the message, and ends in any case within
 * ten seconds. The same message may be given again.
 */
public interface Sender {
    /** Sends a message about an alert as it stands now. */
    Future<Void> send(Alert alert, Delivery delivery);
}
