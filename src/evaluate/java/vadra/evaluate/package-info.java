/** How good the monitor's figures are, measured on data that lies outside of the project: see {@code docs/RUMOUR-VELOCITY.md}. */
@NullMarked
package vadra.evaluate;

import org.jspecify.annotations.NullMarked;
