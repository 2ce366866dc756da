/** Who knows whom by consent of both, and what members do not want to hear: blocks, mutes and words, each a member's own. */
@NullMarked
package vadra.contacts;

import org.jspecify.annotations.NullMarked;
