/** How our things and our problems look as JSON, both ways. */
@NullMarked
package vadra.wire;

import org.jspecify.annotations.NullMarked;
