/** What a post carries beside its words: quotes of what was said elsewhere, and pictures. */
@NullMarked
package vadra.parts;

import org.jspecify.annotations.NullMarked;
