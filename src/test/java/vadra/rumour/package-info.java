/** Tests of {@code vadra.rumour}. */
@NullMarked
package vadra.rumour;

import org.jspecify.annotations.NullMarked;
