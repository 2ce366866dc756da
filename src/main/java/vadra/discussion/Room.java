package vadra.discussion;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.core.RoomId;
import vadra.openness.Calm;

/**
 * A place where people talk, as a reader sees it.
 *
 * @param slug its name in paths and channels
 * @param language of most talk there, a tag of two letters
 * @param product what it is about, null when it is about no product
 * @param open whether members may write
 * @param slow how it is slowed for everybody, null when it is not
 * @param lastSeq the highest sequence of its log
 */
public record Room(
        RoomId id,
        RoomKind kind,
        String slug,
        String title,
        String topic,
        String language,
        @Nullable Product product,
        boolean open,
        @Nullable Calm slow,
        long lastSeq,
        Pulse pulse) {
    /** What of it never changes. */
    public RoomKey key() {
        return new RoomKey(id, kind, slug, language);
    }

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
}
