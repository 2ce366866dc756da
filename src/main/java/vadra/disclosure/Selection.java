package vadra.disclosure;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
        @Nullable LocalDate since) {}
