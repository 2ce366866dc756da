/** Tests of {@code vadra.web}. */
@NullMarked
package vadra.web;

import org.jspecify.annotations.NullMarked;
