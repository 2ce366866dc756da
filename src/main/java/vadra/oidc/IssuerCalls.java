package vadra.oidc;

import io.vertx.core.Future;
import java.net.URI;

/** Calls to an issuer: each takes a bounded time and brings a bounded number of bytes, and follows no redirect. */
public interface IssuerCalls {
    /** The document at an address; fails when there is none. */
    Future<String> get(URI url);

    /**
     * Sends a form.
     *
     * @param authorization the header of that name
     * @return the body of the answer when its status is 200; fails otherwise
     */
    Future<String> post(URI url, String authorization, String form);
}
