/** Whole-server scenarios, and what tests of all rooms share. */
@NullMarked
package vadra.app;

import org.jspecify.annotations.NullMarked;
