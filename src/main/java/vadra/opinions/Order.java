package vadra.opinions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An order of opinions. None asks what they say: with good for bad and yes for no, each is the same. */
public enum Order {
    NEWEST,
    OLDEST,
    /** By those who have used it longest, the newest first among equals. */
    LONGEST;

    /** Its name in addresses. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one with this {@link #code()}. */
    public static Optional<Order> of(String code) {
        return Arrays.stream(values())
                .filter(order -> order.code().equals(code))
                .findAny();
    }
}
