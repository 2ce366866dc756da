/** How long things are kept. */
@NullMarked
package vadra.retention;

import org.jspecify.annotations.NullMarked;
