package vadra.profiles;

import java.util.Locale;

/** Who may read a field, widest first; each includes those after it. */
public enum Audience {
    /** Everybody, with an account or without. */
    PUBLIC,
    /** Who is signed in, but for whom the owner has blocked or who has blocked the owner. */
    MEMBERS,
    /** Contacts by consent of both. */
    CONTACTS,
    /** The owner alone. */
    ME;

    /** As it is written in JSON and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The audience of a code, which is known to be one. */
    public static Audience of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
