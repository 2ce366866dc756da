package vadra.app;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.api.Services;

/**
 * Writes the end of the ledger's chain into the log when it has grown, and once a day: who keeps the log can show later
 * what it was. A chain that does not hold is told of, too. Called by one chore at a time.
 */
final class HeadLog {
    private static final Logger LOG = LoggerFactory.getLogger(HeadLog.class);
    private static final Duration DAY = Duration.ofDays(1);

    private @Nullable JsonObject told;
    private Instant toldAt = Instant.EPOCH;

    /** Looks, and tells where there is something to tell. */
    Future<Void> look(Services services) {
        return services.disclosure()
                .head()
                .onSuccess(head -> line(head, services.clock().instant()).ifPresent(LOG::info))
                .mapEmpty();
    }

    /** Reckons the whole chain, and that of what the staff did, anew from the rows; tells of the first that does not follow. */
    static Future<Void> reckon(Services services) {
        return services.openness()
                .ledger()
                .verify()
                .onSuccess(fault -> fault.ifPresent(row -> LOG.error("ledger.fault n={}", row)))
                .compose(reckoned -> services.desk().oversight().fault())
                .onSuccess(fault -> fault.ifPresent(row -> LOG.error("staff-acts.fault n={}", row)))
                .mapEmpty();
    }

    /** What is to be told of a head, seen at a time. */
    Optional<String> line(JsonObject head, Instant now) {
        if (head.equals(told) && now.isBefore(toldAt.plus(DAY))) {
            return Optional.empty();
        }
        told = head;
        toldAt = now;
        return Optional.of("ledger.head n=" + head.getLong("n") + " hash=" + head.getString("hash") + " at="
                + head.getString("at", "-"));
    }
}
