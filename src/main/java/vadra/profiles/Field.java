package vadra.profiles;

import java.util.Locale;

/** A part of a profile that has an audience of its own. */
public enum Field {
    ABOUT,
    PICTURE,
    PLACE,
    PRODUCTS,
    INTERESTS,
    LANGUAGES,
    LINKS,
    BLOG;

    /** As it is written in JSON and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field of a code, which is known to be one. */
    public static Field of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
