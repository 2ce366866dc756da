package vadra.search;

import java.util.UUID;

/**
 * A kept search that somebody looks at now.
 *
 * @param handle who looks; only their own searches find anything
 */
public record OpenSearch(String handle, UUID search) {}
