/** A blog as a zip: how an author leaves with it, and brings it along. Its form is in {@code docs/BLOGS.md}. */
@NullMarked
package vadra.moving;

import org.jspecify.annotations.NullMarked;
