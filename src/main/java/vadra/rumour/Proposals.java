package vadra.rumour;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vadra.discussion.NewRoom;

/** What emergence found, put before the staff: {@value #SHOWN_PER_HOUR} an hour on the wall, the rest in a list. */
final class Proposals {
    static final int SHOWN_PER_HOUR = 3;

    private static final int MAX_PHRASES = 6;
    private static final int MAX_LENGTH = 80;

    private final PgClaims store;
    private final Clock clock;

    Proposals(PgClaims store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Proposes it, unless staff watches for it already or dismissed it; false then, or when another node was first. */
    Future<Boolean> add(Hearing.Found found, Count count) {
        if (isKnown(found, count)) {
            return Future.succeededFuture(false);
        }
        var title = found.topic().name();
        var act = new ClaimAct(clock.instant(), ClaimAct.Kind.PROPOSED, Optional.empty(), "", "");
        return store.shownSince(found.topic().raisedAt().minus(Duration.ofHours(1)))
                .map(shown -> new Claim(
                        found.claim(),
                        NewRoom.slugOf(title),
                        title,
                        look(found),
                        Claim.Standing.found(shown < SHOWN_PER_HOUR),
                        found.topic().raisedAt(),
                        found.claim(),
                        1))
                .compose(claim -> store.add(claim, act));
    }

    private static Claim.Look look(Hearing.Found found) {
        var pairs = found.topic().words().stream()
                .filter(words -> words.contains(" "))
                .toList();
        var phrases = pairs.isEmpty() ? found.topic().words() : pairs;
        return new Claim.Look(
                phrases.stream()
                        .filter(phrase -> phrase.length() <= MAX_LENGTH)
                        .limit(MAX_PHRASES)
                        .toList(),
                List.of(),
                Claim.Match.ANY,
                Claim.Stems.ANY,
                Set.of());
    }

    /** Whether most of the posts that it was found in are some claim's already. */
    private static boolean isKnown(Hearing.Found found, Count count) {
        var counts = new HashMap<Object, Integer>();
        found.topic()
                .posts()
                .forEach(post -> count.claimsOf(post).forEach(claim -> counts.merge(claim, 1, Integer::sum)));
        return counts.values().stream()
                .anyMatch(many -> many * 2 > found.topic().posts().size());
    }
}
