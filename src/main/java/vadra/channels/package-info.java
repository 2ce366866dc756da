/** The channels: their names, who may listen, and what is sent on them. */
@NullMarked
package vadra.channels;

import org.jspecify.annotations.NullMarked;
