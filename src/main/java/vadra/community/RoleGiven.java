package vadra.community;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vadra.core.Role;

/**
 * A role that a member has or had, as everybody can see.
 *
 * @param at since when
 * @param until when it ends or ended; null for the one that lasts
 */
public record RoleGiven(Role role, Instant at, @Nullable Instant until) {}
