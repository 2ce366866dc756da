package vadra.parts;

import org.jspecify.annotations.Nullable;

/**
 * A part as a reader sees it.
 *
 * @param seen what it names, null where it names nothing that changes
 */
public record Shown(Part part, @Nullable Seen seen) {}
