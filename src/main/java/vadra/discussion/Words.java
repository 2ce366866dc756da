package vadra.discussion;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.Locale;
import vadra.core.Problem;
import vadra.core.ProblemException;

/** The form that written words must have before anything is done with them. */
public final class Words {
    /** The longest text, in characters as people see them (grapheme clusters). */
    public static final int MAX_CHARACTERS = 4_000;
    /** The longest text in bytes of UTF-8, since one visible character may be made of any number of code points. */
    public static final int MAX_BYTES = 16_000;

    private Words() {}

    /**
     * The text in its normal form: NFC, line feeds, no white space at the end.
     *
     * @param field named in the problem
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when it is blank or too long, or holds characters
     *     that are not to be seen: control characters, lone surrogates, overrides of the writing direction
     */
    public static String normal(String field, String written) {
        if (written.length() > MAX_BYTES) {
            throw tooLong(field);
        }
        var text = normal(field, written, MAX_BYTES);
        if (text.isBlank()) {
            throw Problem.invalid(field, "must not be empty");
        }
        if (characters(text) > MAX_CHARACTERS) {
            throw tooLong(field);
        }
        return text;
    }

    /**
     * A long text in the same form; it may be blank.
     *
     * @param most bytes of UTF-8
     * @throws vadra.core.ProblemException {@link Problem.Invalid} as above, but for blank text
     */
    public static String normal(String field, String written, int most) {
        var text = Normalizer.normalize(written.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC)
                .stripTrailing();
        text.codePoints().filter(Words::isHidden).findAny().ifPresent(hidden -> {
            throw Problem.invalid(
                    field, String.format(Locale.ROOT, "must not contain the invisible character U+%04X", hidden));
        });
        if (text.getBytes(StandardCharsets.UTF_8).length > most) {
            throw most == MAX_BYTES ? tooLong(field) : Problem.invalid(field, "at most " + most + " bytes");
        }
        return text;
    }

    private static ProblemException tooLong(String field) {
        return Problem.invalid(field, "at most " + MAX_CHARACTERS + " characters and " + MAX_BYTES + " bytes");
    }

    private static boolean isHidden(int point) {
        return (Character.isISOControl(point) && point != '\n' && point != '\t')
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069)
                || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static int characters(String text) {
        if (text.length() <= MAX_CHARACTERS) {
            return text.length();
        }
        var clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
        clusters.setText(text);
        int count = 0;
        while (clusters.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }
}
