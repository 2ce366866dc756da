/** The contract of the HTTP API, what a call and an answer are, and the services that all ways in share. */
@NullMarked
package vadra.api;

import org.jspecify.annotations.NullMarked;
