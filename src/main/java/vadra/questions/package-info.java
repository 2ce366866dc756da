/** Questions and their sittings: who asks, who answers, what is still owed, and who keeps their word. */
@NullMarked
package vadra.questions;

import org.jspecify.annotations.NullMarked;
