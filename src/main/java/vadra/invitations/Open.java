package vadra.invitations;

import java.time.Instant;
import vadra.core.Role;

/** What an invitation that is open gives to who has its link: the role, and how long it can be used. */
public record Open(Role role, Instant until) {}
