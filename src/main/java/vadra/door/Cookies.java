package vadra.door;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.time.Duration;

/** The cookies that signing in needs beside that of the session: for the whole host, never for scripts. */
public enum Cookies {
    /** The second step, for who has shown the password. */
    STEP("step", Duration.ofMinutes(5), CookieSameSite.STRICT),
    /** The challenge that a passkey is to answer. */
    CHALLENGE("challenge", Duration.ofMinutes(5), CookieSameSite.STRICT),
    /** The way to an issuer of identities and back: sent when another site leads the browser here, as the issuer does. */
    WAY("way", Duration.ofMinutes(30), CookieSameSite.LAX),
    /** From this browser somebody has signed in before. */
    DEVICE("device", Duration.ofDays(365), CookieSameSite.STRICT);

    private final String name;
    private final Duration life;
    private final CookieSameSite sameSite;

    Cookies(String name, Duration life, CookieSameSite sameSite) {
        this.name = name;
        this.life = life;
        this.sameSite = sameSite;
    }

    /** What browsers know it as. */
    public String name(boolean https) {
        return (https ? "__Host-vadra-" : "vadra-") + name;
    }

    /** The header that hands it to a browser. */
    public String with(String secret, boolean https) {
        return base(secret, https).setMaxAge(life.toSeconds()).encode();
    }

    /** The header that takes it back. */
    public String cleared(boolean https) {
        return base("", https).setMaxAge(0).encode();
    }

    private Cookie base(String value, boolean https) {
        return Cookie.cookie(name(https), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(https)
                .setSameSite(sameSite);
    }
}
