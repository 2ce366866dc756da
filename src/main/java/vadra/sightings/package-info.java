/** What was seen outside of the network: put down by hand, read from feeds, sent by other systems. Beside the counts. */
@NullMarked
package vadra.sightings;

import org.jspecify.annotations.NullMarked;
