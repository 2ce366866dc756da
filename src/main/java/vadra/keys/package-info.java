/** What proves who somebody is beside a password, and what slows those who guess. Start reading at {@link vadra.keys.SignIn}. */
@NullMarked
package vadra.keys;

import org.jspecify.annotations.NullMarked;
