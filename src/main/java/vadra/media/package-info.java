/** Pictures that members upload: known by their bytes, freed of what they tell beside the picture, kept once. */
@NullMarked
package vadra.media;

import org.jspecify.annotations.NullMarked;
