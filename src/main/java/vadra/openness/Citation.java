package vadra.openness;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an act of restraint rests on.
 *
 * @param version of the house rules that was in force when the words were written
 * @param rule its number
 * @param law which law is broken; given when the rule is about the law, and only then
 * @param grounds why the rule is broken, 10 to 2 000 characters
 * @param facts what was relied on, 10 to 5 000 characters
 * @param criticism whether what was said criticises the company or what it sells
 * @param source who noticed
 * @param until when it ends by itself, null when it does not
 */
public record Citation(
        int version,
        int rule,
        @Nullable String law,
        String grounds,
        String facts,
        boolean criticism,
        Source source,
        @Nullable Instant until) {
    /** Who noticed. */
    public enum Source {
        /** The company itself. */
        OWN,
        /** Somebody who reported it under the house rules. */
        REPORT,
        /** A notice under the law (Digital Services Act, Article 16). */
        NOTICE,
        /** A trusted flagger (Article 22). */
        FLAGGER
    }

    /** Under a rule, of one's own accord, until it is taken back; what was said is no criticism of the company. */
    public static Citation of(int version, int rule, String grounds, String facts) {
        return new Citation(version, rule, null, grounds, facts, false, Source.OWN, null);
    }
}
