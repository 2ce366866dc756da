package vadra.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.it.RawSocket.CONTINUED;
import static vadra.it.RawSocket.TEXT;
import static vadra.it.RawSocket.TEXT_BEGIN;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vadra.it.RawSocket;

/** Framing, lengths, control frames, reserved bits, opcodes, masks and fragments. */
class FramesTest {
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;
    private static final int CLOSE = 0x88;
    private static Echo echo;

    @BeforeAll
    static void start() {
        echo = new Echo(Transports.best());
    }

    @AfterAll
    static void stop() {
        echo.close();
    }

    @TestFactory
    Stream<DynamicTest> textsOfEveryLengthComeBack() {
        return Stream.of(0, 1, 125, 126, 127, 128, 255, 65_534, 65_535, 65_536)
                .flatMap(length -> echo.comesBack(length + " bytes", "x".repeat(length)).stream());
    }

    @TestFactory
    List<DynamicTest> lengthsAreOfTheShortestFormAndWithinTheLimit() {
        return List.of(
                echo.closes("one byte over", 1009, on -> on.text("x".repeat(65_537))),
                echo.closes("a terabyte announced", 1009, on -> on.bytes(head(TEXT, 0xFF, 1L << 40, 8))),
                echo.closes("the highest bit set", 1002, on -> on.bytes(head(TEXT, 0xFF, Long.MIN_VALUE | 200, 8))),
                echo.closes("5 in 16 bits", 1002, on -> on.bytes(head(TEXT, 0xFE, 5, 2))),
                echo.closes("125 in 16 bits", 1002, on -> on.bytes(head(TEXT, 0xFE, 125, 2))),
                echo.closes("126 in 64 bits", 1002, on -> on.bytes(head(TEXT, 0xFF, 126, 8))),
                echo.closes("65 535 in 64 bits", 1002, on -> on.bytes(head(TEXT, 0xFF, 65_535, 8))));
    }

    private static byte[] head(int first, int second, long length, int lengthBytes) {
        var head = new byte[2 + lengthBytes];
        head[0] = (byte) first;
        head[1] = (byte) second;
        for (int i = 0; i < lengthBytes; i++) {
            head[2 + i] = (byte) (length >> (8 * (lengthBytes - 1 - i)));
        }
        return head;
    }

    @TestFactory
    Stream<DynamicTest> aPingGetsItsPayloadBack() {
        return Stream.of(0, 1, 64, 125)
                .map(length -> echo.test("ping of " + length, on -> {
                    var payload = new byte[length];
                    java.util.Arrays.fill(payload, (byte) 0xFE);
                    on.frame(PING, payload);
                    var pong = on.nextFrame();
                    assertThat(pong.head()).isEqualTo(PONG);
                    assertThat(pong.payload()).isEqualTo(payload);
                }));
    }

    @TestFactory
    List<DynamicTest> controlFrames() {
        return List.of(
                echo.test("ten pings, in order", on -> {
                    for (byte n = 0; n < 10; n++) {
                        on.frame(PING, n);
                    }
                    for (byte n = 0; n < 10; n++) {
                        assertThat(on.nextFrame().payload()).containsExactly(n);
                    }
                }),
                echo.test("a ping byte by byte", on -> {
                    on.inPieces(() -> on.frame(PING, (byte) 7));
                    assertThat(on.nextFrame().payload()).containsExactly(7);
                }),
                echo.test("a pong nobody asked for", on -> {
                    on.frame(PONG);
                    on.frame(PONG, new byte[125]);
                    on.text("still here");
                    assertThat(on.next()).isEqualTo("still here");
                }),
                echo.closes("a ping of 126", 1002, on -> on.frame(PING, new byte[126])),
                echo.closes("a pong of 126", 1002, on -> on.frame(PONG, new byte[126])),
                echo.closes("a close of 126", 1002, on -> on.frame(CLOSE, new byte[126])),
                echo.closes("a ping in fragments", 1002, on -> on.frame(0x09, (byte) 1)),
                echo.closes("a pong in fragments", 1002, on -> on.frame(0x0A, (byte) 1)),
                echo.closes("a close in fragments", 1002, on -> on.frame(0x08, (byte) 3, (byte) 232)));
    }

    @TestFactory
    Stream<DynamicTest> reservedBitsCloseTheSocket() {
        return IntStream.rangeClosed(1, 7)
                .boxed()
                .flatMap(bits -> Stream.of(TEXT, PING, CLOSE, TEXT_BEGIN)
                        .map(head -> echo.closes(
                                "bits %d on 0x%02X".formatted(bits, head),
                                1002,
                                on -> on.frame(head | (bits << 4), (byte) 'x'))));
    }

    @TestFactory
    Stream<DynamicTest> unknownOpcodesCloseTheSocket() {
        return IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
                .boxed()
                .flatMap(opcode -> Stream.of(
                        echo.closes("opcode " + opcode, 1002, on -> on.frame(0x80 | opcode)),
                        echo.closes("opcode %d, after a text".formatted(opcode), 1002, on -> {
                            on.text("x");
                            assertThat(on.next()).isEqualTo("x");
                            on.frame(0x80 | opcode, (byte) 'y');
                        })));
    }

    @TestFactory
    List<DynamicTest> masks() {
        return List.of(
                echo.closes("a text without", 1002, on -> on.bytes((byte) TEXT, (byte) 1, (byte) 'x')),
                echo.closes("a ping without", 1002, on -> on.bytes((byte) PING, (byte) 0)),
                echo.closes("a close without", 1002, on -> on.bytes((byte) CLOSE, (byte) 0)),
                echo.test("a mask of zeros", on -> {
                    on.bytes((byte) TEXT, (byte) 0x81, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 'x');
                    assertThat(on.next()).isEqualTo("x");
                }),
                echo.closes("binary", 1003, on -> on.frame(RawSocket.BINARY, (byte) 1)),
                echo.closes("binary in fragments", 1003, on -> on.frame(0x02, (byte) 1)));
    }

    @TestFactory
    List<DynamicTest> fragments() {
        var cases = new ArrayList<DynamicTest>();
        cases.add(joins("two", "ab", on -> parts(on, "a", "b")));
        cases.add(joins("three, byte by byte", "abc", on -> on.inPieces(() -> parts(on, "a", "b", "c"))));
        cases.add(joins("the first empty", "b", on -> parts(on, "", "b")));
        cases.add(joins("the last empty", "a", on -> parts(on, "a", "")));
        cases.add(joins("all empty", "", on -> parts(on, "", "", "")));
        cases.add(joins(
                "64, the most there may be",
                "x".repeat(64),
                on -> parts(on, "x".repeat(64).split(""))));
        cases.add(echo.test("a ping between", on -> {
            on.frame(TEXT_BEGIN, (byte) 'a');
            on.frame(PING, (byte) 1);
            on.frame(CONTINUED, (byte) 'b');
            assertThat(on.nextFrame().head()).isEqualTo(PONG);
            assertThat(on.next()).isEqualTo("ab");
        }));
        return cases;
    }

    @TestFactory
    List<DynamicTest> brokenFragments() {
        var cases = new ArrayList<DynamicTest>();
        cases.add(echo.closes("65", 1009, on -> parts(on, "x".repeat(65).split(""))));
        cases.add(echo.closes("more than the limit together", 1009, on -> {
            on.frame(TEXT_BEGIN, new byte[40_000]);
            on.frame(CONTINUED, new byte[40_000]);
        }));
        cases.add(echo.closes("going on with nothing", 1002, on -> on.frame(CONTINUED, (byte) 'x')));
        cases.add(echo.closes("going on with nothing, for long", 1002, on -> on.frame(0x00, (byte) 'x')));
        cases.add(echo.closes("a new text in between", 1002, on -> {
            on.frame(TEXT_BEGIN, (byte) 'a');
            on.text("b");
        }));
        cases.add(echo.closes("going on after the end", 1002, on -> {
            parts(on, "a", "b");
            assertThat(on.next()).isEqualTo("ab");
            on.frame(CONTINUED, (byte) 'c');
        }));
        return cases;
    }

    private static DynamicTest joins(String name, String text, Echo.Case frames) {
        return echo.test(name, on -> {
            frames.on(on);
            assertThat(on.next()).isEqualTo(text);
        });
    }

    private static void parts(RawSocket on, String... parts) throws IOException {
        for (int i = 0; i < parts.length; i++) {
            int opcode = i == 0 ? TEXT_BEGIN : 0x00;
            int fin = i == parts.length - 1 ? 0x80 : 0;
            on.frame(fin | opcode, parts[i].getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
