/** The life of a question: how it stands, what hosts may make of it, and who wants it. It knows nothing of rooms and posts but their ids. */
@NullMarked
package vadra.asking;

import org.jspecify.annotations.NullMarked;
