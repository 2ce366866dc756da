package vadra.asking;

import java.util.UUID;

/**
 * A member's name in a room where they would not ask under their own. Nobody else can find the member from it.
 *
 * @param id its own, which is no member's
 */
public record Alias(UUID id, String name) {}
