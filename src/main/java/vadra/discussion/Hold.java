package vadra.discussion;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vadra.core.MemberId;
import vadra.core.PostId;

/** What waits in a room, oldest first, and whether the room is held still. */
final class Hold {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final boolean lasting;
    private final Instant until;
    private final Map<Decision.Key, Waiting> waiting = new LinkedHashMap<>();

    /**
     * A hold, or what is left of one.
     *
     * @param lasting whether it is not over
     * @param until when it will be over
     */
    Hold(boolean lasting, Instant until) {
        this.lasting = lasting;
        this.until = until;
    }

    /**
     * What waits.
     *
     * @param post the id that the post will have
     * @param fingerprint of its command
     */
    record Waiting(PostId post, String fingerprint) {}

    /** Whether what is new has to wait: also behind what still does, so that nothing overtakes. */
    boolean keeps() {
        return lasting || !waiting.isEmpty();
    }

    void add(Decision.Key key, Waiting one) {
        waiting.put(key, one);
    }

    Optional<Waiting> find(Decision.Key key) {
        return Optional.ofNullable(waiting.get(key));
    }

    /** Whether it is the turn of a command that waits. */
    boolean isNext(Decision.Key key) {
        return !lasting && waiting.keySet().iterator().next().equals(key);
    }

    void said(Decision.Key key) {
        waiting.remove(key);
    }

    int size() {
        return waiting.size();
    }

    long of(MemberId author) {
        return waiting.keySet().stream()
                .filter(key -> key.member().equals(author))
                .count();
    }

    /** When what waits is to be said. */
    Instant end(Instant at) {
        return lasting && until.isAfter(at) ? until : at;
    }

    /** How long that is, a moment at least. */
    Duration left(Instant at) {
        var left = Duration.between(at, end(at));
        return left.compareTo(SOON) < 0 ? SOON : left;
    }
}
