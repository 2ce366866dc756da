package vadra.core;

import java.util.Locale;

/** What a member is to the company. Roles widen who may listen and host, never who may change another's words. */
public enum Role {
    /** A customer. */
    MEMBER,
    /** Writes under a roof of their own, with full freedom. */
    BLOGGER,
    /** Works for the company; may open the desk. */
    STAFF;

    /** The lower-case name used in JSON and SQL. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role with this {@link #code()}. */
    public static Role of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
