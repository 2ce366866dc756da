/** Members: who they are, how they sign in, what they let others see. */
@NullMarked
package vadra.community;

import org.jspecify.annotations.NullMarked;
