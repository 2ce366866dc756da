/** How fast the server is, beside others, in one run: see {@code docs/PERFORMANCE.md}. */
@NullMarked
package vadra.bench;

import org.jspecify.annotations.NullMarked;
