package vadra.invitations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.Role;

/**
 * An invitation that was made, as the staff sees it. The link's secret is not part of it: nobody can read that again.
 *
 * @param n its place among all, counted from 1; later ones have higher numbers
 * @param note for whom it is, in the words of who made it
 * @param role what who joins by it is from then on, a member or a blogger
 * @param most how often it may be used
 * @param used how often it was
 * @param by the handle of who made it, null where that member is gone
 * @param revokedAt when it was taken back, null while it was not
 * @param revokedBy the handle of who did that
 * @param joined the handles of who joined by it, the first 20
 */
public record Invitation(
        UUID id,
        long n,
        String note,
        Role role,
        int most,
        int used,
        @Nullable String by,
        Instant madeAt,
        Instant until,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy,
        List<String> joined) {
    /** Whether somebody could join by it at a time. */
    public boolean isOpen(Instant at) {
        return revokedAt == null && used < most && at.isBefore(until);
    }
}
