package vadra.contacts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;

/**
 * That a member blocks or mutes somebody.
 *
 * @param to the other
 * @param until when a mute ends; null for a block, and for a mute without end
 */
public record Boundary(Actor to, Instant at, @Nullable Instant until) {}
