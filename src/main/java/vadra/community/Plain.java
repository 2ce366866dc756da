package vadra.community;

import java.text.Normalizer;
import java.util.Locale;
import vadra.core.Problem;

/** The form that short words must have which people show each other: names, titles, words about oneself. */
public final class Plain {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Plain() {}

    /**
     * One line in its normal form: NFC, trimmed, runs of white space made one space.
     *
     * @param field named in the problem
     * @param most at most this many code points
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when nothing is to be seen of it, when it is too long,
     *     or when it holds characters that are not to be seen, such as controls or overrides of the writing direction
     */
    public static String line(String field, String written, int most) {
        var line = Normalizer.normalize(written, Normalizer.Form.NFC)
                .replaceAll("[ \\p{Zs}]+", " ")
                .strip();
        refuseHidden(field, line, false);
        if (line.codePoints().noneMatch(Plain::isSeen)) {
            throw Problem.invalid(field, "must not be empty");
        }
        return fitting(field, line, most);
    }

    /**
     * Some lines in their normal form: NFC, line feeds, trimmed. They may be empty.
     *
     * @param field named in the problem
     * @param most at most this many code points
     * @throws vadra.core.ProblemException {@link Problem.Invalid} as for {@link #line}, but for empty text
     */
    public static String lines(String field, String written, int most) {
        var text = Normalizer.normalize(written.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC)
                .strip();
        refuseHidden(field, text, true);
        return fitting(field, text, most);
    }

    private static String fitting(String field, String text, int most) {
        if (text.codePointCount(0, text.length()) > most) {
            throw Problem.invalid(field, "at most " + most + " characters");
        }
        return text;
    }

    private static void refuseHidden(String field, String text, boolean lines) {
        text.codePoints()
                .filter(point -> isHidden(point) && !(lines && point == '\n'))
                .findFirst()
                .ifPresent(hidden -> {
                    throw Problem.invalid(
                            field,
                            String.format(Locale.ROOT, "must not contain the invisible character U+%04X", hidden));
                });
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            // The joiners shape emoji and the letters of Persian and Hindi; the other format characters only hide.
            case Character.FORMAT -> point != ZERO_WIDTH_JOINER && point != ZERO_WIDTH_NON_JOINER;
            default -> false;
        };
    }

    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> false;
            // Letters by their category, but blank: the fillers of Hangul and the empty pattern of Braille.
            default -> point != 0x115F && point != 0x1160 && point != 0x3164 && point != 0xFFA0 && point != 0x2800;
        };
    }
}
