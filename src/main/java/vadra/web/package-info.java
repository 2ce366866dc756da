/** Everything that knows HTTP, JSON or a WebSocket frame. */
@NullMarked
package vadra.web;

import org.jspecify.annotations.NullMarked;
