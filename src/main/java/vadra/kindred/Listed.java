package vadra.kindred;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.core.Role;

/**
 * Somebody in the directory, as far as a reader may read of them; at most twelve interests and products.
 *
 * @param place empty where it is not said, or not to this reader
 * @param languages codes of ISO 639
 */
public record Listed(
        String handle,
        String name,
        Role role,
        String place,
        List<String> languages,
        List<String> interests,
        List<Product> products) {
    public Listed {
        languages = List.copyOf(languages);
        interests = List.copyOf(interests);
        products = List.copyOf(products);
    }

    /** A product that they have at home. */
    public record Product(String slug, String name) {}

    /**
     * Whom one looks for. What is null is not asked for.
     *
     * @param name a part of the name or the handle
     * @param product by its slug
     * @param place a part of it
     * @param language its code
     * @param after the handle after which the page begins
     */
    public record Wanted(
            @Nullable String name,
            @Nullable String interest,
            @Nullable String product,
            @Nullable String place,
            @Nullable String language,
            @Nullable String after) {}

    /**
     * A page of the directory.
     *
     * @param next the handle after which the next page begins, null where there is none
     */
    public record Page(List<Listed> people, @Nullable String next) {
        public Page {
            people = List.copyOf(people);
        }
    }
}
