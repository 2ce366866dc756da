/** The connections that stay open: the socket protocol and the stream of events. */
@NullMarked
package vadra.socket;

import org.jspecify.annotations.NullMarked;
