/** What is around a room's questions: who hosts, in which order they are read, who was told, and who stands behind a name. */
@NullMarked
package vadra.questions;

import org.jspecify.annotations.NullMarked;
