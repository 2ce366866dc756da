package vadra.blogs;

import org.jspecify.annotations.Nullable;

/**
 * Where an article stands among those that belong together.
 *
 * @param name the same for all of them
 * @param place from 1; without one it stands by its date
 */
public record Series(String name, @Nullable Integer place) {}
