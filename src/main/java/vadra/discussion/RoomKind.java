package vadra.discussion;

import java.util.Arrays;
import java.util.Locale;

/** What a room is for. All kinds have one log, one road in and one road out, and the same house rules. */
public enum RoomKind {
    /** People talk, of a product or of anything. */
    TALK("room"),
    /** People comment on an article, which is the room's first post. */
    ARTICLE("article"),
    /** People ask, and hosts answer. */
    QA("qa");

    private final String channel;

    RoomKind(String channel) {
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
    public static RoomKind of(String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code().equals(code))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("no kind of room is called " + code));
    }
}
