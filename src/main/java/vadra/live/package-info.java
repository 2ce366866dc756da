/** Who listens now, and how what was committed reaches them. */
@NullMarked
package vadra.live;

import org.jspecify.annotations.NullMarked;
