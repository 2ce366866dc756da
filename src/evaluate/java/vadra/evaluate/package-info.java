/** Measures the monitor's parts on data that is not shipped. */
@NullMarked
package vadra.evaluate;

import org.jspecify.annotations.NullMarked;
