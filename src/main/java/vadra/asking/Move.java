package vadra.asking;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.core.PostId;

/** What a host may do with a question. A closed list; there is none that edits, hides or orders. */
public sealed interface Move {
    /** Its name in JSON, SQL and paths. */
    String code();

    /** All of it, part by part. */
    default List<String> asked() {
        return List.of(code());
    }

    /** Whether it may change what is merged with what. */
    default boolean regroups() {
        return this instanceof Merge || this instanceof Unmerge || this instanceof Undo;
    }

    /** Whether it says something to everybody, besides what it does. */
    default boolean hasWords() {
        return this instanceof Decline || (this instanceof Promise promise && promise.note() != null);
    }

    /** Say that one is about to answer, for some minutes; made again, it lasts anew. */
    record Claim() implements Move {
        @Override
        public String code() {
            return "claim";
        }
    }

    /** Let go of an own claim. */
    record Release() implements Move {
        @Override
        public String code() {
            return "release";
        }
    }

    /** Take it up now. */
    record Choose() implements Move {
        @Override
        public String code() {
            return "choose";
        }
    }

    /**
     * Answer it.
     *
     * @param reply the post that is the answer
     */
    record Answer(PostId reply) implements Move {
        @Override
        public String code() {
            return "answer";
        }
    }

    /** Say that it will not be answered, and why. */
    record Decline(String reason) implements Move {
        @Override
        public String code() {
            return "decline";
        }

        @Override
        public List<String> asked() {
            return List.of(code(), reason);
        }
    }

    /** Promise an answer by a time; made again, there is a new time, and the earlier one stays in the history. */
    record Promise(Instant by, @Nullable String note) implements Move {
        @Override
        public String code() {
            return "promise";
        }

        @Override
        public List<String> asked() {
            return List.of(code(), by.toString(), note == null ? "" : note);
        }
    }

    /** Let it be one with another of the same room, which stands for both from then on. */
    record Merge(PostId into) implements Move {
        @Override
        public String code() {
            return "merge";
        }

        @Override
        public List<String> asked() {
            return List.of(code(), into.toString());
        }
    }

    /** Let it be a question of its own again, as it was. */
    record Unmerge() implements Move {
        @Override
        public String code() {
            return "unmerge";
        }
    }

    /** Take the last own move back, within some seconds. */
    record Undo() implements Move {
        @Override
        public String code() {
            return "undo";
        }
    }
}
