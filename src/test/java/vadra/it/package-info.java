/** The promises to people, tried on a whole server with real sockets and a real PostgreSQL, by independent clients. */
@NullMarked
package vadra.it;

import org.jspecify.annotations.NullMarked;
