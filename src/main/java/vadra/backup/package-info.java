/** All that the database holds in one file, and back again. */
@NullMarked
package vadra.backup;

import org.jspecify.annotations.NullMarked;
