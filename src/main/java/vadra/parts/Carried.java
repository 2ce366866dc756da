package vadra.parts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.core.Problem;

/**
 * What somebody wants a post to carry.
 *
 * @param against what was found to speak against it, null for nothing. It is told when the command is decided and not before:
 *     one that was carried out has its answer, whatever came of a source since
 */
public record Carried(List<Part> parts, @Nullable Problem against) {
    /** Nothing but words. */
    public static final Carried NOTHING = new Carried(List.of());

    public Carried {
        parts = List.copyOf(parts);
    }

    /** Parts that nothing speaks against. */
    public Carried(List<Part> parts) {
        this(parts, null);
    }
}
