/** What is done for each operation of the HTTP API that leads into the house other than by a password. */
@NullMarked
package vadra.entryroutes;

import org.jspecify.annotations.NullMarked;
