/** The socket against RFC 6455, case by case, over real connections. */
@NullMarked
package vadra.websocket;

import org.jspecify.annotations.NullMarked;
