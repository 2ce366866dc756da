/** What the company says of its own faults, and of what it does not know yet. */
@NullMarked
package vadra.admissions;

import org.jspecify.annotations.NullMarked;
