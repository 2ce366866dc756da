package vadra.qa;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import vadra.core.Problem;

/** What a Q&A is begun from: a length, and a title and a greeting among the words of the pages, so that it takes three clicks. */
public enum Template {
    /** The company answers what people wonder about a product. */
    PRODUCT(Duration.ofMinutes(60)),
    /** A blogger answers. */
    BLOGGER(Duration.ofMinutes(45)),
    /** Short and often, while something goes on that people must know about. */
    BRIEFING(Duration.ofMinutes(30));

    private final Duration length;

    Template(Duration length) {
        this.length = length;
    }

    /** How long it lasts unless somebody says otherwise. */
    public Duration length() {
        return length;
    }

    /** Its name in the database, in JSON, and in the keys of its words. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The template with this {@link #code()}.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when there is none
     */
    public static Template of(String code) {
        return Arrays.stream(values())
                .filter(template -> template.code().equals(code))
                .findAny()
                .orElseThrow(() -> Problem.invalid("template", "one of product, blogger, briefing"));
    }
}
