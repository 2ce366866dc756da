package vadra.notifications;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;

/**
 * A letter that a node has taken to send it.
 *
 * @param kind {@code confirm} or {@code digest}
 * @param address where it goes, null where there is no address any more
 * @param tries how often it was tried, with this time
 */
record Letter(
        UUID id, MemberId member, String kind, @Nullable String address, String language, int tries) {
    boolean asks() {
        return kind.equals("confirm");
    }
}
