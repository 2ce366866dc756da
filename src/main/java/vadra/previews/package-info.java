/** What the pages say of themselves that posts link to. */
@NullMarked
package vadra.previews;

import org.jspecify.annotations.NullMarked;
