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
    /** No part holds it, since {@link Words} takes no invisible characters. */
    private static final byte END_OF_PART = 0;

    /** The same, for a post whose id was given before. */
    Request as(PostId given) {
        return new Request(actor, command, given);
    }

    /** A digest of what was asked, by which a second, different command under the same id is known. */
    String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : command.asked()) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update(END_OF_PART);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
