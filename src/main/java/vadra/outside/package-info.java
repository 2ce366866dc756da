/** What comes in from outside of the network and goes out of it: feeds, signed calls, webhooks, mail. */
@NullMarked
package vadra.outside;

import org.jspecify.annotations.NullMarked;
