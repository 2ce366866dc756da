/** Direct messages: private conversations of two, begun by a request, which nobody else reads. */
@NullMarked
package vadra.direct;

import org.jspecify.annotations.NullMarked;
