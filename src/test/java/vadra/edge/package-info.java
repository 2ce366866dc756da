/** The edge under attack: what strangers may send, and what the server then still promises. */
@NullMarked
package vadra.edge;

import org.jspecify.annotations.NullMarked;
