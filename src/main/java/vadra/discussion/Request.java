package vadra.discussion;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import vadra.core.Actor;
import vadra.core.PostId;

/**
 * A command on its way to be committed.
 *
 * @param fresh the id that a new post would get
 */
record Request(Actor actor, RoomCommand command, PostId fresh) {
    /** A digest of what was asked, by which a second, different command under the same id is known. */
    String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(command.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
