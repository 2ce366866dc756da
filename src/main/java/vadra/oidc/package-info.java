/** Signing in by an issuer of identities whom the house trusts, by OpenID Connect. */
@NullMarked
package vadra.oidc;

import org.jspecify.annotations.NullMarked;
