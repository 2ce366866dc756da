/** What members think of a product, in a form of its own; no order and no figure of it favours praise. */
@NullMarked
package vadra.opinions;

import org.jspecify.annotations.NullMarked;
