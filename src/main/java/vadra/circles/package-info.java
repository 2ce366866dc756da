/** Circles: people who gather round something, their rules and their rooms. */
@NullMarked
package vadra.circles;

import org.jspecify.annotations.NullMarked;
