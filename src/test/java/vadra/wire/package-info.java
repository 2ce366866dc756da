/** Tests of {@code vadra.wire}. */
@NullMarked
package vadra.wire;

import org.jspecify.annotations.NullMarked;
