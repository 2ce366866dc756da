package vadra.core;

import java.util.List;
import java.util.Locale;

/** What a member is to the company. Roles widen who may listen and host, never who may change another's words. */
public enum Role {
    /** A customer. */
    MEMBER,
    /** Writes under a roof of their own, with full freedom. */
    BLOGGER,
    /** Works for the company until a day that everybody can see. */
    CONSULTANT,
    /** Works for the company; may open the desk. */
    STAFF;

    /** In which capacities such a member may speak; the first is taken where nothing is said. */
    public List<Hat> hats() {
        return switch (this) {
            case MEMBER -> List.of(Hat.CUSTOMER);
            case BLOGGER -> List.of(Hat.BLOGGER, Hat.PRIVATE);
            case CONSULTANT -> List.of(Hat.CONSULTANT, Hat.PRIVATE);
            case STAFF -> List.of(Hat.EMPLOYEE, Hat.BLOGGER, Hat.PRIVATE);
        };
    }

    /** The lower-case name used in JSON and SQL. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role with this {@link #code()}. */
    public static Role of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
