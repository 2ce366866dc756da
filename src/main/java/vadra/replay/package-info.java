/** Says recorded talk again, as its authors' clients would, over the public API. */
@NullMarked
package vadra.replay;

import org.jspecify.annotations.NullMarked;
