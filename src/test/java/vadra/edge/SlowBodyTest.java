package vadra.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.it.Api;
import vadra.it.TestServer;

/** Who sends a body in crumbs, or the head before it, is cut off, and meanwhile nobody else notices. */
class SlowBodyTest {
    private static final TestServer SERVER = TestServer.start();
    private static final int ATTACKERS = 200;
    /** Three times what is documented; a machine may be busy. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void crumbsAreCutOffAndOthersAreAnswered() throws IOException, InterruptedException {
        cutOff("""
                POST /api/session HTTP/1.1\r
                Host: x\r
                Content-Type: application/json\r
                Content-Length: 1000\r
                \r
                {""", ' ', Duration.ofSeconds(10));
    }

    /** Though each letter comes in good time, the head is never whole. */
    @Test
    void headersThatDripAreCutOffAndOthersAreAnswered() throws IOException, InterruptedException {
        cutOff("GET /api/rooms HTTP/1.1\r\nHost: x\r\nX-Slow: ", 'a', Duration.ofSeconds(9));
    }

    private static void cutOff(String begins, char crumb, Duration least) throws IOException, InterruptedException {
        var attackers = new ArrayList<Socket>();
        for (int i = 0; i < ATTACKERS; i++) {
            var socket = new Socket(SERVER.url().getHost(), SERVER.url().getPort());
            socket.setSoTimeout(1);
            socket.getOutputStream().write(begins.getBytes(StandardCharsets.US_ASCII));
            attackers.add(socket);
        }
        long begun = System.nanoTime();
        var guest = new Api(SERVER.url(), Optional.empty());
        while (!attackers.isEmpty() && System.nanoTime() - begun < LONGEST.toNanos()) {
            assertThat(guest.get("/api/rooms").status()).isEqualTo(200);
            attackers.removeIf(socket -> !takes(socket, crumb));
            Thread.sleep(500);
        }
        assertThat(attackers).as("still held").isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("not before its time")
                .isGreaterThan(least);
    }

    /** Whether another crumb is taken. */
    private static boolean takes(Socket socket, char crumb) {
        try {
            socket.getOutputStream().write(crumb);
            return read(socket.getInputStream()) >= 0;
        } catch (IOException gone) {
            return false;
        }
    }

    private static int read(InputStream in) throws IOException {
        try {
            return in.read();
        } catch (SocketTimeoutException silent) {
            return 0;
        }
    }
}
