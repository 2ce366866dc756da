@NullMarked
package vadra.asking;

import org.jspecify.annotations.NullMarked;
