package vadra.questions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import vadra.core.Problem;

/** In which order questions are read. None is set by anybody, and none knows who likes what. */
public enum Order {
    /** The last asked first. */
    NEW,
    /** What most people want first, the earlier asked among equals. */
    WANTED,
    /** What fewest people were shown first, the earlier asked among equals. */
    UNSEEN;

    /** On the first screen, every so many rows one is for what fewest have seen. */
    static final int SHARE = 10;
    /** How many rows the first screen has. */
    static final int SCREEN = 20;

    /** Its name in paths and SQL. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The order with this {@link #code()}.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when there is none
     */
    public static Order of(String code) {
        for (var order : values()) {
            if (order.code().equals(code)) {
                return order;
            }
        }
        throw Problem.invalid("order", "one of new, wanted, unseen");
    }

    /**
     * Gives what fewest have seen its share of the first screen: what stands further down comes up to its place there, and
     * what stands higher by itself stays.
     *
     * @param leastSeen the open questions that fewest were shown, in that order
     */
    List<UUID> shared(List<UUID> ranked, List<UUID> leastSeen) {
        var shared = new ArrayList<>(ranked);
        if (this == NEW) {
            return shared;
        }
        for (int i = 0; i < leastSeen.size() && i < SCREEN / SHARE; i++) {
            int place = (i + 1) * SHARE - 1;
            if (shared.indexOf(leastSeen.get(i)) > place) {
                shared.remove(leastSeen.get(i));
                shared.add(place, leastSeen.get(i));
            }
        }
        return shared;
    }
}
