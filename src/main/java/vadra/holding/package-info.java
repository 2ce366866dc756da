/** What waits in held rooms: an author's own, and the saying of all of it when the hold is over. */
@NullMarked
package vadra.holding;

import org.jspecify.annotations.NullMarked;
