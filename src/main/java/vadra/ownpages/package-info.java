/** Pages that are one member's own: the server renders them for whoever is signed in, and for nobody else. */
@NullMarked
package vadra.ownpages;

import org.jspecify.annotations.NullMarked;
