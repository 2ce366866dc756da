/** How fast a claim spreads: claims, distinct carriers, readings for the desk. Reads the log and nothing else. */
@NullMarked
package vadra.rumour;

import org.jspecify.annotations.NullMarked;
