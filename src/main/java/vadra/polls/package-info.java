/** Polls: what is asked with a post and answered by choosing; who chose what is told only where that was declared. */
@NullMarked
package vadra.polls;

import org.jspecify.annotations.NullMarked;
