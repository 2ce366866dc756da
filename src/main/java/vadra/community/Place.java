package vadra.community;

import java.time.Instant;

/**
 * Where a member is signed in, as the member's own list shows it.
 *
 * @param usedAt when it was last seen, to within some minutes
 */
public record Place(Session session, Instant usedAt) {}
