/** WebSockets (RFC 6455) on a Netty channel: strict reading, bounded writing, and the same bytes for all who listen. */
@NullMarked
package vadra.websocket;

import org.jspecify.annotations.NullMarked;
