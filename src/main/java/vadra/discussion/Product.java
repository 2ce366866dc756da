package vadra.discussion;

import java.util.List;
import java.util.UUID;

/**
 * Something that the company makes and people talk about.
 *
 * @param facts what stands on the product card, in that order
 */
public record Product(UUID id, String slug, String name, String summary, List<Fact> facts) {
    public Product {
        facts = List.copyOf(facts);
    }

    /** One line of a product card. */
    public record Fact(String label, String value) {}
}
