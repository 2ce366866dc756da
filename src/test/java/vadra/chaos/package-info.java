/** The promises, tried while things fail: short in the ordinary tests, and at length by {@code exec:java@chaos}. */
@NullMarked
package vadra.chaos;

import org.jspecify.annotations.NullMarked;
