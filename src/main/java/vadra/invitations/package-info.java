/** Invitations: links by which staff let somebody join. */
@NullMarked
package vadra.invitations;

import org.jspecify.annotations.NullMarked;
