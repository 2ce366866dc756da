package vadra.notifications;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The tokens in letters' links: an id, and a signature that holds for one purpose and this database alone. */
final class LetterLinks {
    private static final String MAC = "HmacSHA256";
    private static final int ID_BYTES = 16;
    private static final int SIGNATURE_BYTES = 16;

    private final SecretKeySpec key;

    LetterLinks(byte[] key) {
        this.key = new SecretKeySpec(key, MAC);
    }

    /** What a link is for. */
    enum Purpose {
        CONFIRM,
        LEAVE
    }

    String token(Purpose purpose, UUID id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(ID_BYTES + SIGNATURE_BYTES)
                        .put(bytes(id))
                        .put(signature(purpose, id))
                        .array());
    }

    /** The id of a token of ours for this purpose. */
    Optional<UUID> id(Purpose purpose, String token) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
        if (all.length != ID_BYTES + SIGNATURE_BYTES) {
            return Optional.empty();
        }
        var read = ByteBuffer.wrap(all);
        var id = new UUID(read.getLong(), read.getLong());
        var signed = new byte[SIGNATURE_BYTES];
        read.get(signed);
        return MessageDigest.isEqual(signed, signature(purpose, id)) ? Optional.of(id) : Optional.empty();
    }

    private byte[] signature(Purpose purpose, UUID id) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update(purpose.name().getBytes(StandardCharsets.US_ASCII));
            return java.util.Arrays.copyOf(mac.doFinal(bytes(id)), SIGNATURE_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
