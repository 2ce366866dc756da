package vadra.community;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import vadra.core.Problem;

/** What a member's unique short name may be, and how one is made from a display name. */
final class Handle {
    /** Longest base, so that a number of up to six digits still fits behind it. */
    private static final int LONGEST_BASE = 24;

    private static final String NAMELESS = "member";
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9_-]{1,29}");
    /** Names under which somebody could pass for the house, or that mean something in an address or a mention. */
    private static final Set<String> RESERVED = Set.of(
            "admin",
            "administrator",
            "all",
            "anonymous",
            "api",
            "company",
            "deleted",
            "desk",
            "everyone",
            "guest",
            "help",
            "here",
            "host",
            "info",
            "me",
            "member",
            "moderator",
            "null",
            "official",
            "root",
            "security",
            "staff",
            "support",
            "system",
            "undefined",
            "vadra",
            "webmaster");
    /** Letters that stay whole when accents are taken off. */
    private static final Map<String, String> WHOLE_LETTERS =
            Map.of("ø", "o", "æ", "ae", "œ", "oe", "ß", "ss", "ð", "d", "đ", "d", "þ", "th", "ł", "l", "ı", "i");

    private Handle() {}

    /**
     * A handle that somebody chose.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when its shape is wrong or it is reserved
     */
    static String chosen(String handle) {
        if (isReserved(shaped(handle))) {
            throw Problem.invalid("handle", "is reserved; choose another");
        }
        return handle;
    }

    /** A handle of the right shape, reserved or not. */
    static String shaped(String handle) {
        if (!isOne(handle)) {
            throw Problem.invalid("handle", "2 to 30 characters of a-z 0-9 _ -, the first a letter or digit");
        }
        return handle;
    }

    /**
     * What is left of a name in the letters of handles, 1 to 24 of them. It may be too short or reserved; then only
     * with a number behind it is it a handle, see {@link #isFree}.
     */
    static String base(String name) {
        var letters = name.toLowerCase(Locale.ROOT);
        for (var whole : WHOLE_LETTERS.entrySet()) {
            letters = letters.replace(whole.getKey(), whole.getValue());
        }
        var base = Normalizer.normalize(letters, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("['’]", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+", "");
        base = base.substring(0, Math.min(base.length(), LONGEST_BASE)).replaceAll("-+$", "");
        return base.isEmpty() ? NAMELESS : base;
    }

    /** Whether the rules let a base stand alone, without a number. */
    static boolean isFree(String base) {
        return isOne(base) && !isReserved(base);
    }

    /** Whether a text has the shape of a handle at all. */
    static boolean isOne(String text) {
        return SHAPE.matcher(text).matches();
    }

    private static boolean isReserved(String handle) {
        return RESERVED.contains(handle);
    }
}
