/** What an empty server shows whoever tries it: the conversation of {@code config/demo}, said through the same services as everybody's. */
@NullMarked
package vadra.demo;

import org.jspecify.annotations.NullMarked;
