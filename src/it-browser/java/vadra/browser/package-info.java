/** What hands and eyes expect of the pages, tried in a real browser against a whole server. */
@NullMarked
package vadra.browser;

import org.jspecify.annotations.NullMarked;
