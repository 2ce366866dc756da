package vadra.direct;

import java.util.UUID;
import vadra.core.MemberId;

/** Where a message goes. */
public sealed interface Place {
    /** A conversation that there is. */
    record Known(UUID conversation) implements Place {}

    /** The conversation with a member, which is begun when there is none. */
    record With(MemberId member) implements Place {}
}
