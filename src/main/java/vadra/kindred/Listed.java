package vadra.kindred;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.core.Role;

/** Somebody in the directory, as far as a reader may read of them; at most twelve interests and products. */
public record Listed(String handle, String name, Role role, List<String> interests, List<Product> products) {
    public Listed {
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
     * @param after the handle after which the page begins
     */
    public record Wanted(
            @Nullable String name,
            @Nullable String interest,
            @Nullable String product,
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
