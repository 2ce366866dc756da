package vadra.community;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sessions that were recognised a moment ago, so that not every request asks the database. Bounded; what was used least
 * recently goes first. Safe for all threads.
 *
 * <p>A session that another node revoked is evicted when the log tells of it, and stays recognised for at most the time
 * to live where the log cannot be read.
 */
final class RecentSessions {
    private final int most;
    private final Duration timeToLive;
    private final Map<String, Seen> byDigest = new LinkedHashMap<>(16, 0.75f, true);
    private long evictions;

    private record Seen(Session session, Instant at) {}

    RecentSessions(int most, Duration timeToLive) {
        this.most = most;
        this.timeToLive = timeToLive;
    }

    synchronized Optional<Session> find(String digest, Instant now) {
        var seen = byDigest.get(digest);
        if (seen == null) {
            return Optional.empty();
        }
        var age = Duration.between(seen.at(), now);
        // An age below zero means that the clock was set back, and that nothing is known of the true age.
        if (age.isNegative()
                || age.compareTo(timeToLive) >= 0
                || !seen.session().expiresAt().isAfter(now)) {
            byDigest.remove(digest);
            return Optional.empty();
        }
        return Optional.of(seen.session());
    }

    /** A mark to take before the database is asked, and to give to {@link #keep} with its answer. */
    synchronized long mark() {
        return evictions;
    }

    /** Keeps a session, unless something was evicted since the mark: then the answer may be older than a revocation. */
    synchronized void keep(String digest, Session session, Instant now, long mark) {
        if (mark != evictions) {
            return;
        }
        byDigest.put(digest, new Seen(session, now));
        if (byDigest.size() > most) {
            var eldest = byDigest.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    synchronized void evict(Predicate<Session> which) {
        evictions++;
        byDigest.values().removeIf(seen -> which.test(seen.session()));
    }
}
