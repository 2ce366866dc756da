/** How far members have read in rooms; each member's own. */
@NullMarked
package vadra.marks;

import org.jspecify.annotations.NullMarked;
