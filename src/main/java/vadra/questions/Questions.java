package vadra.questions;

import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import vadra.discussion.RoomReader;

/** All that is asked of questions, but their moves, which go the road of all that is said. Safe for use by any thread. */
public record Questions(
        Hosts hosts, QuestionReader reader, Audience audience, Outcomes outcomes, Pseudonyms pseudonyms) {
    /** Makes all parts. */
    public static Questions of(Pool pool, Clock clock, Supplier<UUID> ids, RoomReader posts) {
        return new Questions(
                new Hosts(pool),
                new QuestionReader(pool, posts, clock, ids),
                new Audience(pool),
                new Outcomes(pool),
                new Pseudonyms(pool));
    }
}
