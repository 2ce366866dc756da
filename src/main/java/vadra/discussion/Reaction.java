package vadra.discussion;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import vadra.core.Problem;

/** The kinds of reaction. Disagreeing is as easy, and as visible, as agreeing. A pin lets a post stand out; the company gives none. */
public enum Reaction {
    AGREE,
    DISAGREE,
    THANKS,
    HEART,
    LAUGH,
    WONDER,
    PIN,
    /** Somebody wants a question answered. */
    WANT;

    /** The lower-case name used in JSON, SQL and paths. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The reaction with this {@link #code()}.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when there is none
     */
    public static Reaction of(String code) {
        return Arrays.stream(values())
                .filter(reaction -> reaction.code().equals(code))
                .findAny()
                .orElseThrow(() -> Problem.invalid(
                        "reaction",
                        "one of " + Arrays.stream(values()).map(Reaction::code).collect(Collectors.joining(", "))));
    }
}
