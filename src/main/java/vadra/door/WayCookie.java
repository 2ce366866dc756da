package vadra.door;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.time.Duration;

/** The cookie by which a browser that was sent to an issuer is known again when it is back. It opens nothing else. */
public final class WayCookie {
    private static final Duration LIFE = Duration.ofMinutes(30);

    private WayCookie() {}

    /** What it is called; with HTTPS, so that nobody but this very host sets it. */
    public static String name(boolean https) {
        return https ? "__Host-vadra-way" : "vadra-way";
    }

    /** The header that hands a browser its secret. It is sent when another site leads the browser here, as the issuer does. */
    public static String header(String secret, boolean https) {
        return Cookie.cookie(name(https), secret)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(https)
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(LIFE.toSeconds())
                .encode();
    }
}
