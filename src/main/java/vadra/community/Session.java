package vadra.community;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;

/**
 * A place where a member is signed in.
 *
 * @param id names the session, and is no secret
 * @param actor the member, as of the last look
 * @param kind a browser's cookie or a program's token
 * @param label what the holder calls it
 * @param memberSince when the member joined
 * @param expiresAt from when on the server no longer recognises it
 */
public record Session(
        UUID id, Actor actor, Kind kind, String label, Instant memberSince, Instant createdAt, Instant expiresAt) {
    /** How the secret travels. */
    public enum Kind {
        /** In a cookie; state-changing requests also need the session's CSRF token. */
        BROWSER,
        /** In the {@code Authorization} header. */
        TOKEN,
        /** The same, of a room in a frame of another site's page: for an hour, and for little. */
        EMBEDDED
    }

    /** Whether it is of a room in a frame. */
    public boolean isEmbedded() {
        return kind == Kind.EMBEDDED;
    }

    /** Who hears by it: a frame hears what everybody may, null for that. */
    public @Nullable Actor listener() {
        return isEmbedded() ? null : actor;
    }
}
