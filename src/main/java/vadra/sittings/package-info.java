/** Sittings of questions: their times and hosts, what came of them, what is still owed, and who keeps their word. */
@NullMarked
package vadra.sittings;

import org.jspecify.annotations.NullMarked;
