package vadra.community;

import org.jspecify.annotations.Nullable;

/**
 * What lets a newcomer in.
 *
 * @param invitation the secret of an invitation, null for none
 * @param vouched the secret under which it was kept that somebody whom the house trusts knows the newcomer, null for none;
 *     who is known so needs no password
 */
public record Entrance(
        @Nullable String invitation, @Nullable String vouched) {
    /** The open door. */
    public static final Entrance OPEN = new Entrance(null, null);

    @Override
    public String toString() {
        return "Entrance[]";
    }
}
