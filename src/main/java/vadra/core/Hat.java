package vadra.core;

import java.util.Locale;

/** In which capacity somebody speaks. It stands at each thing that they say, and what they were then stays readable. */
public enum Hat {
    /** For the company, as one who works there. */
    EMPLOYEE,
    /** For the company, as one who works there for a time. */
    CONSULTANT,
    /** Under a roof of their own, with full freedom. */
    BLOGGER,
    /** As one of those for whom the network is. */
    CUSTOMER,
    /** As oneself, though one is something to the company. */
    PRIVATE;

    /** The lower-case name used in JSON and SQL. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The hat with this {@link #code()}. */
    public static Hat of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
