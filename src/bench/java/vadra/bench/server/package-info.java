/** The servers that are measured, each in a process of its own, and how one speaks with each. */
@NullMarked
package vadra.bench.server;

import org.jspecify.annotations.NullMarked;
