/** Who comes in, from where and how often, and whether the house is open. */
@NullMarked
package vadra.door;

import org.jspecify.annotations.NullMarked;
