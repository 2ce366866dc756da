/** What members say about themselves, field by field, and to whom. */
@NullMarked
package vadra.profiles;

import org.jspecify.annotations.NullMarked;
