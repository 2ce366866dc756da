/** Tests of {@code vadra.pages}. */
@NullMarked
package vadra.pages;

import org.jspecify.annotations.NullMarked;
