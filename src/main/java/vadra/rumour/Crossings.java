package vadra.rumour;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.velocity.Level;

/**
 * Which claims are now as high as an alert is wanted from, and whether an alert was asked for. What was asked for is asked
 * for again when that failed, and when a mute is over. Confined to one thread.
 */
final class Crossings {
    private static final Logger LOG = LoggerFactory.getLogger(Crossings.class);

    private final Map<UUID, Crossing> crossings = new HashMap<>();

    private static final class Crossing {
        private final Evidence evidence;
        private Level asked = Level.CALM;
        private boolean asking;

        Crossing(Evidence evidence) {
            this.evidence = evidence;
        }
    }

    /** A claim changed its level. */
    void moved(Claim claim, Evidence evidence) {
        if (evidence.change().to().compareTo(claim.standing().alertFrom()) < 0) {
            crossings.remove(claim.id());
        } else {
            crossings.computeIfAbsent(claim.id(), fresh -> new Crossing(evidence));
        }
    }

    /** A claim is watched for anew, or alerts from another level: what was crossed is looked at again. */
    void again(Claim claim, Level level, Optional<Evidence> evidence) {
        if (level.compareTo(claim.standing().alertFrom()) < 0) {
            crossings.remove(claim.id());
        } else {
            evidence.ifPresent(why -> crossings.computeIfAbsent(claim.id(), fresh -> new Crossing(why)));
        }
    }

    void forget(UUID claim) {
        crossings.remove(claim);
    }

    /** Asks for alerts where they are wanted and were not asked for. */
    void ask(Claim claim, Level level, Instant now, RumourService.Alarm alarm) {
        var crossing = crossings.get(claim.id());
        if (crossing == null
                || crossing.asking
                || !claim.standing().shown()
                || claim.isMuted(now)
                || level.compareTo(crossing.asked) <= 0) {
            return;
        }
        crossing.asking = true;
        Future<Void> asked = crossing.asked == Level.CALM
                ? alarm.crossed(claim, crossing.evidence).compose(raised -> alarm.rose(claim, level))
                : alarm.rose(claim, level);
        asked.onComplete(done -> {
            crossing.asking = false;
            if (done.succeeded()) {
                crossing.asked = level;
            } else {
                LOG.warn("alert.not-raised claim={} cause={}", claim.id(), String.valueOf(done.cause()));
            }
        });
    }
}
