/** Finding what was said. */
@NullMarked
package vadra.search;

import org.jspecify.annotations.NullMarked;
