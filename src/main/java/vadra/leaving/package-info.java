/** How members leave: what they wish for, the time in which they may regret it, and that it is carried out. */
@NullMarked
package vadra.leaving;

import org.jspecify.annotations.NullMarked;
