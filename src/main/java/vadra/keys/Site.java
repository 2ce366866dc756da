package vadra.keys;

import java.net.URI;

/**
 * Where browsers find the server: passkeys are made for it, and work nowhere else.
 *
 * @param origin such as {@code https://talk.example.org}
 */
public record Site(String origin) {
    /** The host, to which passkeys are bound. */
    public String host() {
        return URI.create(origin).getHost();
    }
}
