/** Blogs: a member's own roof, with drafts that nobody else reads, and articles that nobody else publishes, changes or takes away. */
@NullMarked
package vadra.blogs;

import org.jspecify.annotations.NullMarked;
