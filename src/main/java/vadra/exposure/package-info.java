/** How many members were shown a thing: sketches that count, keep a few days, and cannot be asked for anybody. */
@NullMarked
package vadra.exposure;

import org.jspecify.annotations.NullMarked;
