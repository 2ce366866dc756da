package vadra.kindred;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One true thing that two people have in common, with what shows it.
 *
 * @param name of the interest, product, room or circle; the code of a reaction
 * @param slug of the product or circle, or of the room where the other's post is
 * @param own the reader's post, null where it is about none
 * @param theirs the other's post, or the post that both reacted to, null where it is about none
 */
public record Tie(
        Kind kind,
        String name,
        @Nullable String slug,
        @Nullable UUID own,
        @Nullable UUID theirs) {
    /** What there can be in common. */
    public enum Kind {
        /** Both say that they care for it. */
        INTEREST,
        /** Both say that they have it at home. */
        PRODUCT,
        /** Both wrote in the same room lately. */
        ROOM,
        /** Each answered the other. */
        ANSWER,
        /** Both gave the same reaction to the same post. */
        REACTION,
        /** Both are in it, and the other lets everybody see that. */
        CIRCLE;

        /** The lower-case name, as in JSON and SQL. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
