/**
 * What the posts say: one reading of each text, the phrases that are watched for, what is newly said, and whether it is
 * asked about or denied. Pure: no clock, no randomness, no input but the bundled word lists.
 */
@NullMarked
package vadra.wording;

import org.jspecify.annotations.NullMarked;
