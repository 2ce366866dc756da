package vadra.profiles;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a member says anew; null leaves a field as it is.
 *
 * @param audiences of the fields that get another one
 */
public record ProfileChange(
        @Nullable String about,
        @Nullable String place,
        @Nullable List<Owned> products,
        @Nullable List<String> interests,
        @Nullable List<String> languages,
        @Nullable List<Profile.Link> links,
        Map<Field, Audience> audiences) {
    /**
     * A product by its name in the register.
     *
     * @param since a month such as {@code 2024-11}
     */
    public record Owned(String product, @Nullable String since) {}
}
