package vadra.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How sockets end. */
class CloseTest {
    private static final int CLOSE = 0x88;
    private static Echo echo;

    @BeforeAll
    static void start() {
        echo = new Echo(Transport.EPOLL);
    }

    @AfterAll
    static void stop() {
        echo.close();
    }

    @TestFactory
    Stream<DynamicTest> codesThatMayBeSentAreAnsweredWithTheSame() {
        return IntStream.of(
                        1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999)
                .mapToObj(code -> echo.closes("code " + code, code, on -> on.frame(CLOSE, payload(code, ""))));
    }

    @TestFactory
    Stream<DynamicTest> codesThatMayNotAreAFault() {
        return IntStream.of(0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535)
                .mapToObj(code -> echo.closes("code " + code, 1002, on -> on.frame(CLOSE, payload(code, ""))));
    }

    @TestFactory
    List<DynamicTest> closeFrames() {
        return List.of(
                echo.test("without a code", on -> {
                    on.frame(CLOSE);
                    var answer = on.nextFrame();
                    assertThat(answer.head()).isEqualTo(CLOSE);
                    assertThat(answer.payload()).isEmpty();
                }),
                echo.closes("with half a code", 1002, on -> on.frame(CLOSE, (byte) 3)),
                echo.closes("with the longest reason", 1000, on -> on.frame(CLOSE, payload(1000, "x".repeat(123)))),
                echo.closes(
                        "with a reason that is no text", 1007, on -> on.frame(CLOSE, (byte) 3, (byte) -24, (byte) -1)),
                echo.closes("byte by byte", 1000, on -> on.inPieces(() -> on.frame(CLOSE, payload(1000, "hej")))));
    }

    @TestFactory
    List<DynamicTest> whatComesBeforeAndAfter() {
        return List.of(
                echo.test("what comes after is not heard", on -> {
                    on.frame(CLOSE, payload(1000, ""));
                    on.text("more");
                    on.frame(0x89, (byte) 1);
                    assertThat(on.next()).isEqualTo("close 1000");
                    assertThat(on.next()).isEqualTo("close 0");
                }),
                echo.test("a text before is answered first", on -> {
                    on.text("first");
                    on.frame(CLOSE, payload(1000, ""));
                    assertThat(on.next()).isEqualTo("first");
                    assertThat(on.next()).isEqualTo("close 1000");
                }),
                echo.test("after a fault nothing is heard, and the connection ends", on -> {
                    on.frame(0x83);
                    on.text("more");
                    assertThat(on.next()).isEqualTo("close 1002");
                    assertThat(on.next()).isEqualTo("close 0");
                }));
    }

    private static byte[] payload(int code, String reason) {
        var words = reason.getBytes(StandardCharsets.UTF_8);
        var payload = new byte[2 + words.length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(words, 0, payload, 2, words.length);
        return payload;
    }
}
