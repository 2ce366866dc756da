/** Tests of {@code vadra.velocity}. */
@NullMarked
package vadra.velocity;

import org.jspecify.annotations.NullMarked;
