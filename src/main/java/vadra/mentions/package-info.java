/** Whom one may mean while writing an {@code @}. */
@NullMarked
package vadra.mentions;

import org.jspecify.annotations.NullMarked;
