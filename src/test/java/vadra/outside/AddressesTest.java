package vadra.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vadra.core.ProblemException;

/** By no way of writing an address, no name and no turn of one is the server led into its own house. */
class AddressesTest {
    /** Ways of writing an address that is not on the public internet, one to a word. */
    private static final String INWARD = """
            127.0.0.1 127.1 127.0.0.1. 2130706433 0x7f000001 0x7f.0.0.1 0177.0.0.1 017700000001 0 0.0.0.0
            10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 100.127.255.255 192.0.0.1 198.18.0.1
            224.0.0.1 240.0.0.1 255.255.255.255 [::] [::1] [::1%25lo] [::127.0.0.1] [::ffff:127.0.0.1]
            [::ffff:7f00:1] [0:0:0:0:0:ffff:a9fe:a9fe] [fe80::1] [fe80::1%25eth0] [fec0::1] [fc00::1]
            [fd12:3456::1] [ff02::1] [64:ff9b::7f00:1] [64:ff9b:1::a00:1] [2001::7f00:1] [2001:db8::1]
            [2002:7f00:1::] [2002:c0a8:101::1] [3fff::1] localhost localhost. LOCALHOST user@127.0.0.1
            example.org@127.0.0.1 127.0.0.1:80@example.org 127.0.0.1%2f@example.org example.org\\@127.0.0.1
            127.0.0.1\\.example.org 127\u30020.0.1 \u2460\u2461\u2466.0.0.1""";

    private static final Vertx VERTX = Vertx.vertx();
    private static final String PUBLIC = "198.41.0.4";

    @AfterAll
    static void stop() {
        get(VERTX.close());
    }

    /** A name that has these addresses, each time it is asked for the next. */
    private static Addresses.Names names(String... answers) {
        Queue<String> left = new ArrayDeque<>(List.of(answers));
        return host -> {
            var next = left.remove().split(",", -1);
            var found = new InetAddress[next.length];
            for (int i = 0; i < next.length; i++) {
                found[i] = InetAddress.getByName(next[i]);
            }
            return found;
        };
    }

    private static Addresses.Target target(String url, Addresses.Names names) {
        return get(new Addresses(VERTX, false, names).target(Addresses.url(url)));
    }

    private static void refused(String url, Addresses.Names names) {
        assertThatThrownBy(() -> target(url, names)).as(url).isInstanceOf(ProblemException.class);
    }

    static String[] inward() {
        return INWARD.strip().split("\\s+");
    }

    @ParameterizedTest
    @MethodSource("inward")
    void noWayOfWritingLeadsInward(String host) {
        refused("http://" + host + "/", InetAddress::getAllByName);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "10.1.2.3", "fd00::1", "169.254.169.254", PUBLIC + ",127.0.0.1"})
    void aNameThatLeadsInwardWithAnyOfItsAddressesIsRefused(String answers) {
        refused("http://inward.example.org/", names(answers));
    }

    @Test
    void whatIsPublicMayBeCalled() {
        for (var address : List.of(PUBLIC, "100.63.255.255", "100.128.0.1", "172.32.0.1", "2a00:1450:400f:80c::200e")) {
            assertThat(target("https://example.org/a", names(address)).address().getHostAddress())
                    .isEqualTo(address(address));
        }
    }

    private static String address(String text) {
        try {
            return InetAddress.getByName(text).getHostAddress();
        } catch (UnknownHostException never) {
            throw new IllegalStateException(never);
        }
    }

    @Test
    void onlyThePortsOfTheWebAreCalled() {
        for (var port : List.of(":22", ":25", ":5432", ":6379", ":8080", ":0", ":65535")) {
            refused("http://example.org" + port + "/", names(PUBLIC));
        }
        for (var port : List.of("", ":80", ":443")) {
            assertThat(target("http://example.org" + port + "/", names(PUBLIC)).address())
                    .isNotNull();
        }
    }

    /** A name that is public when it is judged and the machine's own when it is called. */
    @Test
    void aNameThatTurnsGainsNothing() {
        assertThat(target("http://turns.example.org/", names(PUBLIC, "127.0.0.1"))
                        .address()
                        .getHostAddress())
                .isEqualTo(PUBLIC);
        var judged = new AtomicInteger();
        var inside = new AtomicInteger();
        int port = listens("127.0.0.2", 0, judged);
        var unused = listens("127.0.0.3", port, inside);
        var addresses = new Addresses(VERTX, true, names("127.0.0.2", "127.0.0.3"));
        var url = URI.create("http://turns.example.org:" + port + "/");
        assertThat(get(new PageReader(VERTX, addresses).fetch(url))).isPresent();
        assertThat(judged).hasValue(1);
        assertThat(inside).hasValue(0);
    }

    /** A page elsewhere, whose name leads out, and from there in. */
    @ParameterizedTest
    @ValueSource(
            strings = {"http://inward.example.org:PORT/", "http://10.0.0.1/", "//[fd00::1]/", "file:///etc/passwd"})
    void aRedirectIsJudgedLikeAnyOther(String to) {
        var asked = new AtomicInteger();
        int port = listens("127.0.0.2", 0, asked, to);
        var addresses = new Addresses(VERTX, true, names("127.0.0.2", "10.0.0.1"));
        var url = URI.create("http://out.example.org:" + port + "/");
        assertThat(get(new PageReader(VERTX, addresses).fetch(url))).isEmpty();
        assertThat(asked).hasValue(1);
    }

    private static int listens(String address, int port, AtomicInteger asked) {
        return listens(address, port, asked, "");
    }

    /** A page at an address, which counts who comes, and sends them elsewhere where that is told. */
    private static int listens(String address, int port, AtomicInteger asked, String to) {
        return get(VERTX.createHttpServer()
                        .requestHandler(request -> {
                            asked.incrementAndGet();
                            var answer = request.response().putHeader("Content-Type", "text/html");
                            if (!to.isEmpty()) {
                                answer.setStatusCode(302)
                                        .putHeader(
                                                "Location",
                                                to.replace(
                                                        "PORT",
                                                        Integer.toString(request.localAddress()
                                                                .port())));
                            }
                            answer.end("<title>Sidan</title>");
                        })
                        .listen(port, address))
                .actualPort();
    }
}
