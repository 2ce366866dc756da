package vadra.disclosure;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vadra.core.Problem;

/**
 * Which rows of the ledger are asked for; what is null does not matter.
 *
 * @param act as in the ledger: announce, hide, show, drop
 * @param figure the name of a figure, for exactly the rows that it counts
 * @param since the first day of UTC
 */
public record Selection(
        @Nullable Long rule,
        @Nullable Long version,
        @Nullable String act,
        @Nullable String kind,
        @Nullable String cause,
        @Nullable UUID batch,
        @Nullable String figure,
        @Nullable LocalDate since) {
    /**
     * What is asked for, from parameters by name.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} for one that is not of its form
     */
    public static Selection of(Function<String, Optional<String>> parameter) {
        try {
            return new Selection(
                    parameter.apply("rule").map(Long::valueOf).orElse(null),
                    parameter.apply("version").map(Long::valueOf).orElse(null),
                    parameter.apply("act").orElse(null),
                    parameter.apply("kind").orElse(null),
                    parameter.apply("cause").orElse(null),
                    parameter.apply("batch").map(UUID::fromString).orElse(null),
                    parameter.apply("figure").orElse(null),
                    parameter.apply("since").map(LocalDate::parse).orElse(null));
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw Problem.invalid("filter", "does not have its form");
        }
    }
}
