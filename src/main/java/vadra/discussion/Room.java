package vadra.discussion;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.RoomId;
import vadra.openness.Calm;
import vadra.openness.Restraint;

/**
 * A place where people talk, as a reader sees it.
 *
 * @param slug its name in paths and channels
 * @param language of most talk there, a tag of two letters
 * @param product what it is about, null when it is about no product
 * @param starter who started it
 * @param open whether members may write
 * @param restraint by what it is closed under the house rules, null when it is not
 * @param slow how it is slowed for everybody, null when it is not
 * @param hold how it is held for everybody, null when it is not
 * @param lastSeq the highest sequence of its log
 */
public record Room(
        RoomId id,
        Kind kind,
        String slug,
        String title,
        String topic,
        String language,
        @Nullable Product product,
        Starter starter,
        boolean open,
        @Nullable Restraint restraint,
        @Nullable Calm slow,
        @Nullable Calm hold,
        long lastSeq,
        Pulse pulse) {
    /** What of it never changes. */
    public RoomKey key() {
        return new RoomKey(id, kind, slug, language);
    }

    /** Who started a room. */
    public record Starter(String handle, String name) {}

    /** How many minutes a pulse looks back. */
    public static final int PULSE_MINUTES = 30;

    /**
     * How a room talks now.
     *
     * @param people distinct authors in the last {@link #PULSE_MINUTES}
     * @param minutes posts in each of them, oldest first
     */
    public record Pulse(int people, List<Integer> minutes) {
        /** A room in which nobody has spoken lately. */
        public static final Pulse SILENT = new Pulse(0, Collections.nCopies(PULSE_MINUTES, 0));

        public Pulse {
            minutes = List.copyOf(minutes);
        }

        /** Posts in the whole time. */
        public int posts() {
            return minutes.stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** What a room is for. All kinds have one log, one road in and one road out, and the same house rules. */
    public enum Kind {
        /** People talk, of a product or of anything. */
        TALK("room"),
        /** People comment on an article, which is the room's first post. */
        ARTICLE("article"),
        /** People ask, and hosts answer. */
        QA("qa");

        private final String channel;

        Kind(String channel) {
            this.channel = channel;
        }

        /** How the channels of such rooms begin, before the colon. */
        public String channel() {
            return channel;
        }

        /** Its name in the database and in JSON. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The kind of a code.
         *
         * @throws IllegalArgumentException when there is none
         */
        public static Kind of(String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code().equals(code))
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException("no kind of room is called " + code));
        }
    }

    /**
     * Something that the company makes and people talk about.
     *
     * @param facts what stands on the product card, in that order
     */
    public record Product(UUID id, String slug, String name, String summary, List<Fact> facts) {
        public Product {
            facts = List.copyOf(facts);
        }

        /** One line of a product card. */
        public record Fact(String label, String value) {}
    }
}
