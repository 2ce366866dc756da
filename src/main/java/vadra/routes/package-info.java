/** What is done for each operation of the HTTP API. */
@NullMarked
package vadra.routes;

import org.jspecify.annotations.NullMarked;
