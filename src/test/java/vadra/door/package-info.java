/** Tests of {@code vadra.door}. */
@NullMarked
package vadra.door;

import org.jspecify.annotations.NullMarked;
