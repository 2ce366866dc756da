/** The few words that every other room of the house uses. Depends on nothing but the JDK and {@code Future}. */
@NullMarked
package vadra.core;

import org.jspecify.annotations.NullMarked;
