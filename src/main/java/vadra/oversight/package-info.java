/** What the staff did and looked at, which the staff cannot change. */
@NullMarked
package vadra.oversight;

import org.jspecify.annotations.NullMarked;
