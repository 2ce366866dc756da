/** How what is between people looks as JSON: profiles, contacts, circles, private talk, what one is told. */
@NullMarked
package vadra.peoplewire;

import org.jspecify.annotations.NullMarked;
