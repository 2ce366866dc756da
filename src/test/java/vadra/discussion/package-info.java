/** Tests of {@code vadra.discussion}. */
@NullMarked
package vadra.discussion;

import org.jspecify.annotations.NullMarked;
