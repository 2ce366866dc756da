package vadra.openness;

import java.time.Instant;
import java.util.UUID;

/**
 * A reported thing that waits for somebody to look.
 *
 * @param reports how many members reported it
 */
public record Case(UUID id, Entry.Kind kind, UUID thing, Instant openedAt, int reports) {}
