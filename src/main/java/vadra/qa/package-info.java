/** Sittings of questions: their times and hosts, what came of them, what is still owed, and who keeps their word. */
@NullMarked
package vadra.qa;

import org.jspecify.annotations.NullMarked;
