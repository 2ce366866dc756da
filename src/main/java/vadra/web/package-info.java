/** The server that listens, one for each event loop, and puts the ways in together. */
@NullMarked
package vadra.web;

import org.jspecify.annotations.NullMarked;
