package vadra.notifications;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Takes letters out of the house. */
public interface Postman {
    /**
     * A letter as it goes out.
     *
     * @param id of the Message-ID, the same for each try
     * @param leave where one click ends this mail, null where nothing comes again
     */
    record Mail(
            String id,
            String address,
            String subject,
            String text,
            String html,
            @Nullable String leave) {}

    /** Hands a letter over; done when the other side has taken it, fails when that is not certain. */
    Future<Void> send(Mail mail);
}
