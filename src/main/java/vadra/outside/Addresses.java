package vadra.outside;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import vadra.core.Problem;

/**
 * Which addresses the server may call on somebody's word: those of the public internet, and no other. A name is looked up
 * once, all its addresses must be public, and the call goes to the address that was looked at, so that a name that
 * changes its address in between gains nothing. Only the ports of the web are called.
 */
public final class Addresses {
    private static final Set<Integer> PORTS = Set.of(80, 443);
    /** To Java a decimal number, to others an octal one: nobody knows whom it means. */
    private static final Pattern OCTAL = Pattern.compile("(?:\\d+\\.)*0\\d[\\d.]*");

    private final Vertx vertx;
    private final boolean loopback;
    private final Names names;

    /** Looks names up. */
    @FunctionalInterface
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * Makes the guard.
     *
     * @param loopback whether the machine's own addresses are allowed too, and with them any port
     */
    public Addresses(Vertx vertx, boolean loopback) {
        this(vertx, loopback, InetAddress::getAllByName);
    }

    Addresses(Vertx vertx, boolean loopback, Names names) {
        this.vertx = vertx;
        this.loopback = loopback;
        this.names = names;
    }

    /** An address that was looked at. */
    record Target(URI url, InetAddress address) {
        boolean https() {
            return url.getScheme().equals("https");
        }

        int port() {
            return url.getPort() >= 0 ? url.getPort() : https() ? 443 : 80;
        }

        /** In the characters that HTTP has, whatever letters people write. */
        String path() {
            var asked = URI.create(url.toASCIIString());
            var path = asked.getRawPath() == null || asked.getRawPath().isEmpty() ? "/" : asked.getRawPath();
            return asked.getRawQuery() == null ? path : path + "?" + asked.getRawQuery();
        }
    }

    /**
     * A URL that may be called: http or https, without a user, on the public internet.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when its form is wrong
     */
    public static URI url(String text) {
        try {
            var url = URI.create(text.strip());
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (web
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && !OCTAL.matcher(url.getHost()).matches()) {
                return url;
            }
        } catch (IllegalArgumentException notOne) {
            // Told below.
        }
        throw Problem.invalid("url", "an http or https address of the public internet");
    }

    /**
     * Looks a URL's host up; fails with {@link Problem.Invalid} when it is not on the public internet, or unknown, or when
     * the port is not one of the web's.
     */
    public Future<Void> check(URI url) {
        return target(url).mapEmpty();
    }

    Future<Target> target(URI url) {
        // At other ports are other services, which might take a request for something else.
        if (!loopback && url.getPort() >= 0 && !PORTS.contains(url.getPort())) {
            return Future.failedFuture(refused());
        }
        return vertx.executeBlocking(() -> names.addresses(url.getHost()), false)
                .recover(unknown -> Future.failedFuture(refused()))
                .map(found -> {
                    if (!Arrays.stream(found).allMatch(this::mayCall)) {
                        throw refused();
                    }
                    return new Target(url, found[0]);
                });
    }

    private static RuntimeException refused() {
        return Problem.invalid("url", "an http or https address of the public internet");
    }

    boolean mayCall(InetAddress address) {
        return address.isLoopbackAddress() ? loopback : isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes);
    }

    /** Without those that IANA keeps for special purposes: shared, benchmark, documentation, protocol, future use. */
    private static boolean isPublic4(byte[] bytes) {
        int one = bytes[0] & 0xff;
        int two = bytes[1] & 0xff;
        int three = bytes[2] & 0xff;
        boolean shared = one == 100 && two >= 64 && two < 128;
        boolean benchmark = one == 198 && (two == 18 || two == 19);
        boolean documented = (one == 192 && two == 0 && (three == 0 || three == 2))
                || (one == 198 && two == 51 && three == 100)
                || (one == 203 && two == 0 && three == 113);
        return one != 0 && one < 224 && !shared && !benchmark && !documented;
    }

    /** Global unicast only, without those that carry an IPv4 address inside, are of a protocol or for documentation. */
    private static boolean isPublic6(byte[] bytes) {
        int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        int second = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
        boolean global = (first & 0xe000) == 0x2000;
        boolean carries = first == 0x2002 || (first == 0x2001 && second < 0x200);
        boolean documented = (first == 0x2001 && second == 0x0db8) || (first == 0x3fff && second < 0x1000);
        return global && !carries && !documented;
    }
}
