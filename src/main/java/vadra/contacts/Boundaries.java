package vadra.contacts;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.community.Plain;
import vadra.core.MemberId;
import vadra.core.Problem;

/**
 * What a member does not want to hear: whom they block, whom they mute, and which words they filter. All of it is theirs alone;
 * there is no way to set or read it for somebody else. Safe for use by any thread.
 */
public final class Boundaries {
    private static final int MOST_WORDS = 100;
    private static final int LONGEST_WORD = 60;

    private final PgBoundaries rows;
    private final Clock clock;

    Boundaries(PgBoundaries rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Blocks somebody, which ends what is between the two; they are not told. Done twice, it is done once. */
    public Future<Void> block(MemberId by, MemberId whom) {
        return rows.block(by, whom, clock.instant());
    }

    /** Blocks somebody no more. What it ended stays ended. */
    public Future<Void> unblock(MemberId by, MemberId whom) {
        return rows.unblock(by, whom);
    }

    /** Whom a member blocks, newest first, at most 1000. */
    public Future<List<Boundary>> blocks(MemberId of) {
        return rows.blocks(of);
    }

    /**
     * Mutes somebody.
     *
     * @param until within a year; null for no end
     */
    public Future<Void> mute(MemberId by, MemberId whom, @Nullable Instant until) {
        return rows.mute(by, whom, until, clock.instant());
    }

    /** Mutes somebody no more. */
    public Future<Void> unmute(MemberId by, MemberId whom) {
        return rows.unmute(by, whom);
    }

    /** Whom a member mutes now, newest first, at most 1000. */
    public Future<List<Boundary>> mutes(MemberId of) {
        return rows.mutes(of, clock.instant());
    }

    /**
     * Keeps the whole of a member's word filter.
     *
     * @param words at most 100, each a word or some in a row of at most 60 characters
     * @return as they are kept: in lower case, each once
     */
    public Future<List<String>> keepFilter(MemberId of, List<String> words) {
        return Future.succeededFuture(words)
                .map(Boundaries::normal)
                .compose(normal -> rows.keepFilter(of, normal).map(done -> normal));
    }

    private static List<String> normal(List<String> words) {
        var normal = words.stream()
                .map(word -> Folds.folded(Plain.line("words", word, LONGEST_WORD)))
                .distinct()
                .toList();
        if (normal.size() > MOST_WORDS) {
            throw Problem.invalid("words", "at most " + MOST_WORDS);
        }
        if (normal.stream().anyMatch(word -> word.replace("*", "").isBlank())) {
            throw Problem.invalid("words", "must have letters");
        }
        return normal;
    }

    /** The words that a member filters. */
    public Future<List<String>> filter(MemberId of) {
        return rows.filter(of);
    }

    /** All that is folded on a member's pages. */
    public Future<Folds> folds(MemberId of) {
        return rows.folds(of, clock.instant());
    }
}
