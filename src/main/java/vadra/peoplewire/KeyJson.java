package vadra.peoplewire;

import io.nayuki.qrcodegen.QrCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import vadra.community.Member;
import vadra.community.Place;
import vadra.core.Actor;
import vadra.core.Hat;
import vadra.keys.Factors;
import vadra.keys.Held;
import vadra.keys.Passkey;
import vadra.keys.Passkeys;
import vadra.keys.Site;

/** How looks what somebody signs in with, and where they are signed in. */
public final class KeyJson {
    private static final String TYPE = "public-key";
    private static final String NAME = "Vädra";

    private KeyJson() {}

    /** A member, as everybody may see them. */
    public static JsonObject member(Member member) {
        return new JsonObject()
                .put("handle", member.handle())
                .put("name", member.name())
                .put("role", member.role().code())
                .put(
                        "hats",
                        new JsonArray(
                                member.role().hats().stream().map(Hat::code).toList()))
                .put("joinedAt", member.joinedAt().toString());
    }

    /** Where a member is signed in. */
    public static JsonObject place(Place place, boolean current) {
        var session = place.session();
        return new JsonObject()
                .put("id", session.id().toString())
                .put("kind", session.kind().name().toLowerCase(Locale.ROOT))
                .put("label", session.label())
                .put("createdAt", session.createdAt().toString())
                .put("usedAt", place.usedAt().toString())
                .put("expiresAt", session.expiresAt().toString())
                .put("current", current);
    }

    /** That a second step is asked for. */
    public static JsonObject half(Held held) {
        return new JsonObject()
                .putNull("member")
                .put("secondFactor", new JsonObject().put("app", held.app()).put("passkey", held.passkeys() > 0));
    }

    /** What a member has. */
    public static JsonObject security(Held held, List<Passkey> passkeys, boolean staffMust) {
        var all = new JsonArray();
        passkeys.forEach(one -> all.add(new JsonObject()
                .put("id", one.id().toString())
                .put("label", one.label())
                .put("madeAt", one.madeAt().toString())
                .put("usedAt", one.usedAt() == null ? null : one.usedAt().toString())));
        return new JsonObject()
                .put("app", held.app())
                .put("recoveryCodes", held.codes())
                .put("passkeys", all)
                .put("staffMust", staffMust);
    }

    /** A secret for an app, also as the QR code of it. */
    public static JsonObject offer(Factors.Offer offer) {
        var code = QrCode.encodeText(offer.uri(), QrCode.Ecc.MEDIUM);
        var modules = new JsonArray();
        for (int y = 0; y < code.size; y++) {
            var row = new StringBuilder();
            for (int x = 0; x < code.size; x++) {
                row.append(code.getModule(x, y) ? '1' : '0');
            }
            modules.add(row.toString());
        }
        return new JsonObject()
                .put("secret", offer.secret())
                .put("uri", offer.uri())
                .put("modules", modules);
    }

    /** What a browser needs to let somebody sign in with a passkey, as WebAuthn names it. */
    public static JsonObject request(Passkeys.Asked asked, Site site) {
        return new JsonObject()
                .put("challenge", base64(asked.challenge()))
                .put("rpId", site.host())
                .put("timeout", Passkeys.patienceSeconds() * 1_000)
                .put("userVerification", "required")
                .put("allowCredentials", new JsonArray());
    }

    /** What it needs to make one. */
    public static JsonObject creation(Passkeys.Asked asked, Site site, Actor actor, List<Passkey> there) {
        var algorithms = new JsonArray();
        Passkeys.algorithms()
                .forEach(number ->
                        algorithms.add(new JsonObject().put("type", TYPE).put("alg", number)));
        var excluded = new JsonArray();
        there.forEach(one -> excluded.add(new JsonObject().put("type", TYPE).put("id", base64(one.credential()))));
        return new JsonObject()
                .put("challenge", base64(asked.challenge()))
                .put("rp", new JsonObject().put("id", site.host()).put("name", NAME))
                .put(
                        "user",
                        new JsonObject()
                                .put("id", base64(bytes(actor.id().value())))
                                .put("name", actor.handle())
                                .put("displayName", actor.name()))
                .put("pubKeyCredParams", algorithms)
                .put("timeout", Passkeys.patienceSeconds() * 1_000)
                .put("excludeCredentials", excluded)
                .put(
                        "authenticatorSelection",
                        new JsonObject()
                                .put("residentKey", "required")
                                .put("requireResidentKey", true)
                                .put("userVerification", "required"))
                .put("attestation", "none");
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
