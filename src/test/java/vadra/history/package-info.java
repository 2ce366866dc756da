/** What clients saw, and the judge of it. */
@NullMarked
package vadra.history;

import org.jspecify.annotations.NullMarked;
