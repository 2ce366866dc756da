/** Start, settings, wiring and stop. */
@NullMarked
package vadra.app;

import org.jspecify.annotations.NullMarked;
