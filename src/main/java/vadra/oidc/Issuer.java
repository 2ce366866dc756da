package vadra.oidc;

import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vadra.core.Problem;

/**
 * What an issuer says of itself, and its keys: read when they are needed, and again after {@link #FRESH}. A key that is not
 * known has the keys read anew, but not more often than each {@link #REST}, whatever tokens name. Safe for all threads.
 */
final class Issuer {
    static final Duration FRESH = Duration.ofHours(1);
    static final Duration REST = Duration.ofSeconds(5);

    private final URI name;
    private final IssuerCalls calls;
    private final Clock clock;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    Issuer(URI name, IssuerCalls calls, Clock clock) {
        this.name = name;
        this.calls = calls;
        this.clock = clock;
    }

    private record Known(OIDCProviderMetadata metadata, JWKSet keys, Instant at) {}

    Future<OIDCProviderMetadata> metadata() {
        return known(FRESH).map(Known::metadata);
    }

    /** The keys, among them one that fits, if the issuer has one. */
    Future<JWKSet> keys(JWKSelector fitting) {
        return known(FRESH)
                .compose(has -> fitting.select(has.keys()).isEmpty() ? known(REST) : Future.succeededFuture(has))
                .map(Known::keys);
    }

    private Future<Known> known(Duration fresh) {
        var has = known.get();
        if (has != null && has.at().plus(fresh).isAfter(clock.instant())) {
            return Future.succeededFuture(has);
        }
        return calls.get(URI.create(name.toString().replaceAll("/$", "") + "/.well-known/openid-configuration"))
                .map(this::metadata)
                .compose(metadata -> calls.get(metadata.getJWKSetURI()).map(keys -> learnt(metadata, keys)))
                .recover(failure ->
                        has != null && fresh.equals(FRESH) ? Future.succeededFuture(has) : Future.failedFuture(away()));
    }

    private Known learnt(OIDCProviderMetadata metadata, String keys) {
        try {
            var now = new Known(metadata, JWKSet.parse(keys), clock.instant());
            known.set(now);
            return now;
        } catch (java.text.ParseException unreadable) {
            throw away();
        }
    }

    /** Held against the name under which the issuer was set: it must be the one that was asked. */
    private OIDCProviderMetadata metadata(String document) {
        try {
            var metadata = OIDCProviderMetadata.parse(document);
            boolean itself = metadata.getIssuer().getValue().equals(name.toString());
            boolean https = Stream.of(
                            metadata.getAuthorizationEndpointURI(),
                            metadata.getTokenEndpointURI(),
                            metadata.getJWKSetURI())
                    .allMatch(url -> url != null && url.getScheme().equals(name.getScheme()));
            if (itself && https) {
                return metadata;
            }
        } catch (ParseException unreadable) {
            // As another's document is.
        }
        throw away();
    }

    static RuntimeException away() {
        return Problem.unavailable(
                "The sign-in that this house uses does not answer as it should.", Duration.ofSeconds(30));
    }
}
