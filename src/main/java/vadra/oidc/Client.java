package vadra.oidc;

import java.net.URI;

/**
 * What the house is to an issuer, as who runs the server set it.
 *
 * @param issuer exactly as the issuer calls itself
 * @param secret proves to the issuer that it is the house
 * @param name the words on the button
 * @param staffGroup the value of the claim {@code groups} that makes staff; empty for none
 * @param redirect where the issuer sends people back to
 */
public record Client(URI issuer, String id, String secret, String name, String staffGroup, URI redirect) {
    @Override
    public String toString() {
        return "Client[" + issuer + "]";
    }
}
