/** What is done for each operation of the HTTP API that is between people. */
@NullMarked
package vadra.peopleroutes;

import org.jspecify.annotations.NullMarked;
