package vadra.asking;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.PostId;

/**
 * A question as everybody is told of it.
 *
 * @param into the one that stands for it, null where it stands for itself
 * @param merged those that it stands for, in the order in which they were asked
 * @param votes how many people want it, or any of those
 * @param answer the reply that is the answer
 * @param reason why it was declined, or what was said with a promise
 * @param movedBy null as long as nobody has done anything with it
 */
public record Question(
        State state,
        @Nullable PostId into,
        List<PostId> merged,
        int votes,
        @Nullable Claim claim,
        @Nullable PostId answer,
        @Nullable String reason,
        @Nullable Instant promisedFor,
        Instant movedAt,
        @Nullable Actor movedBy) {
    public Question {
        merged = List.copyOf(merged);
    }

    /** A question that was asked just now. */
    public static Question asked(Instant at) {
        return new Question(State.ASKED, null, List.of(), 0, null, null, null, null, at, null);
    }

    /** How a question stands. */
    public enum State {
        ASKED,
        CHOSEN,
        ANSWERED,
        DECLINED,
        PROMISED,
        MERGED;

        /** Its name in JSON and SQL. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The state with this {@link #code()}. */
        public static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** A host is about to answer it. Nothing tells when a claim is over but its time. */
    public record Claim(Actor by, Instant until) {
        /** Whether it lasts still. */
        public boolean lasts(Instant at) {
            return until.isAfter(at);
        }
    }
}
