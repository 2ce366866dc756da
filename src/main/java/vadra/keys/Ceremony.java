package vadra.keys;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import vadra.core.Problem;

/**
 * What WebAuthn asks of an answer before it is believed: the challenge, the origin, the host, the signature, and that the
 * authenticator has verified its user, so that a passkey is two factors in one. Which make it is of is not asked.
 */
final class Ceremony {
    /** Those that authenticators have; by number, as browsers are told them. */
    static final List<Long> ALGORITHMS = List.of(-8L, -7L, -257L);

    private static final List<PublicKeyCredentialParameters> TAKEN = ALGORITHMS.stream()
            .map(number -> new PublicKeyCredentialParameters(
                    PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(number)))
            .toList();

    private final Vertx vertx;
    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter attested = new AttestedCredentialDataConverter(converter);

    Ceremony(Vertx vertx) {
        this.vertx = vertx;
    }

    /** A passkey that was just made. */
    @SuppressWarnings("ArrayRecordComponent") // Nothing compares them.
    record Made(byte[] credential, byte[] attested, long count) {}

    /** Checks a new passkey; fails with {@link Problem.Invalid} of {@code credential}. */
    Future<Made> made(String json, byte[] challenge, Site site) {
        return believed(() -> {
            var parameters = new RegistrationParameters(server(challenge, site), TAKEN, true, true);
            var data = manager.verifyRegistrationResponseJSON(json, parameters);
            var authenticator =
                    Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
            var credential = Objects.requireNonNull(authenticator.getAttestedCredentialData());
            return new Made(credential.getCredentialId(), attested.convert(credential), authenticator.getSignCount());
        });
    }

    /** The credential that an answer names, before anything of it is believed. */
    Future<byte[]> named(String json) {
        return believed(() -> Objects.requireNonNull(parsed(json).getCredentialId()));
    }

    /** Checks an answer of a passkey; the result is its counter. */
    Future<Long> used(String json, byte[] challenge, Site site, Passkey passkey) {
        return believed(() -> {
            var record = record(passkey);
            var parameters = new AuthenticationParameters(
                    server(challenge, site), record, List.of(passkey.credential()), true, true);
            var data = manager.verify(parsed(json), parameters);
            return Objects.requireNonNull(data.getAuthenticatorData()).getSignCount();
        });
    }

    private AuthenticationData parsed(String json) {
        return manager.parseAuthenticationResponseJSON(json);
    }

    private CredentialRecordImpl record(Passkey passkey) {
        AttestedCredentialData data = attested.convert(passkey.attested());
        return new CredentialRecordImpl(
                new NoneAttestationStatement(), true, null, null, passkey.count(), data, null, null, null, Set.of());
    }

    private static ServerProperty server(byte[] challenge, Site site) {
        return ServerProperty.builder()
                .origin(new Origin(site.origin()))
                .rpId(site.host())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    /** Signatures take a while, so they are reckoned where nobody else waits. */
    private <T> Future<T> believed(Callable<T> check) {
        return vertx.executeBlocking(
                () -> {
                    try {
                        return check.call();
                    } catch (WebAuthnException | IllegalArgumentException | NullPointerException unbelieved) {
                        throw Problem.invalid(
                                "credential", "must be a passkey's answer to the challenge of this browser");
                    }
                },
                false);
    }
}
