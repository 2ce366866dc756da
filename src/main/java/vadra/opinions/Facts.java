package vadra.opinions;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import vadra.core.Problem;

/**
 * What of an opinion is no words, and does not change.
 *
 * @param product its slug
 * @param version as its owner calls it, empty for unknown
 */
public record Facts(String product, String version, Used used, Again again) {
    /** The longest version, in characters. */
    public static final int MOST_CHARACTERS = 40;

    /**
     * States facts.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when the version is none
     */
    public Facts {
        version = version.strip();
        if (version.codePointCount(0, version.length()) > MOST_CHARACTERS
                || version.codePoints().anyMatch(Character::isISOControl)) {
            throw Problem.invalid("parts.version", "one line of at most " + MOST_CHARACTERS + " characters");
        }
    }

    /** All of it, piece by piece. */
    public List<String> asked() {
        return List.of(product, version, used.code(), again.code());
    }

    /** For how long something was used; the shortest first. */
    public enum Used {
        /** Once or twice. */
        TRIED,
        /** Up to a month. */
        MONTH,
        /** Up to half a year. */
        HALF_YEAR,
        /** Up to a year. */
        YEAR,
        /** Up to three years. */
        THREE_YEARS,
        LONGER;

        /** Its name in the database and in JSON. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The one with this {@link #code()}. */
        public static Used of(String code) {
            return Arrays.stream(values())
                    .filter(used -> used.code().equals(code))
                    .findAny()
                    .orElseThrow(() -> Problem.invalid("parts.used", "must be one of the ranges"));
        }
    }

    /** Whether somebody would choose it again. */
    public enum Again {
        YES,
        NO,
        UNSURE;

        /** Its name in the database and in JSON. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The one with this {@link #code()}. */
        public static Again of(String code) {
            return Arrays.stream(values())
                    .filter(again -> again.code().equals(code))
                    .findAny()
                    .orElseThrow(() -> Problem.invalid("parts.again", "must be yes, no or unsure"));
        }
    }
}
