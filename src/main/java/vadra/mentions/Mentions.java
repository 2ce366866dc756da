package vadra.mentions;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.core.RoomId;

/**
 * Whom a member may mean by the beginning of a name: first who spoke in the room lately, then others. Nobody is found here
 * who has not said something under their own name that everybody can read, so it tells of nobody whom the rooms do not
 * show; and nobody between whom and the member there is a block.
 */
public final class Mentions {
    /** The most that is answered. */
    public static final int MOST = 8;

    /** The longest beginning that is looked for, in characters. */
    public static final int LONGEST = 30;

    /** A single letter would list people, not find somebody. */
    private static final int LEAST_FOR_OTHERS = 2;

    private final PgMentions rows;

    public Mentions(Pool pool) {
        this.rows = new PgMentions(pool);
    }

    /**
     * Whom somebody may mean, at most {@value #MOST}.
     *
     * @param beginning of a handle or of a word of a name; empty for who spoke in the room last
     * @param room where it is written
     */
    public Future<List<Mentionable>> of(MemberId writer, String beginning, Optional<RoomId> room) {
        var begins = beginning.strip().toLowerCase(Locale.ROOT);
        if (begins.codePointCount(0, begins.length()) > LONGEST || begins.indexOf('\0') >= 0) {
            throw Problem.invalid("q", "has at most " + LONGEST + " characters");
        }
        boolean others = begins.codePointCount(0, begins.length()) >= LEAST_FOR_OTHERS;
        return rows.begin(writer, begins, room, others);
    }
}
