/** The house rules that the company published, and (later) every use of them. */
@NullMarked
package vadra.openness;

import org.jspecify.annotations.NullMarked;
