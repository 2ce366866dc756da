package vadra.oidc;

import java.util.Optional;
import vadra.core.MemberId;

/**
 * Somebody who was sent to the issuer.
 *
 * @param nonce must stand in the token
 * @param verifier proves that who redeems the code is who asked for it
 * @param returnTo where in the house they were, a path
 * @param member who links an account, empty for who signs in
 */
record Flow(String nonce, String verifier, String returnTo, Optional<MemberId> member) {
    @Override
    public String toString() {
        return "Flow[]";
    }
}
