/** Like-minded people: who suggests themselves to whom and why, and the directory of those who want to be found. */
@NullMarked
package vadra.kindred;

import org.jspecify.annotations.NullMarked;
