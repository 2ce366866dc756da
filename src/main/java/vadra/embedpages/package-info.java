/** Rooms as they stand in frames of the company's own site. */
@NullMarked
package vadra.embedpages;

import org.jspecify.annotations.NullMarked;
