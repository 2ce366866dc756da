/** What people say: products, rooms, posts, replies, reactions. */
@NullMarked
package vadra.discussion;

import org.jspecify.annotations.NullMarked;
