/** What the server renders as HTML and Atom, and the files that browsers load. */
@NullMarked
package vadra.pages;

import org.jspecify.annotations.NullMarked;
