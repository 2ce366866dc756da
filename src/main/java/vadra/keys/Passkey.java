package vadra.keys;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;

/**
 * A passkey as the server keeps it, which is no secret: whoever has the other half can prove it.
 *
 * @param credential by which authenticators know it
 * @param attested its public key with what belongs to it, as WebAuthn writes that
 * @param count how often it was used, by its own account; 0 where it does not count
 * @param label what the member calls it
 * @param usedAt null for one that was never used
 */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares them.
public record Passkey(
        UUID id,
        MemberId member,
        byte[] credential,
        byte[] attested,
        long count,
        String label,
        Instant madeAt,
        @Nullable Instant usedAt) {}
