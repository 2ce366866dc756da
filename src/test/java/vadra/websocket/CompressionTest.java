package vadra.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vadra.it.RawSocket;

/** Compression (RFC 7692): agreed on or not spoken, and never larger than a message may be. */
class CompressionTest {
    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate\r\n";
    private static final int COMPRESSED_TEXT = 0xC1;
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
    Stream<DynamicTest> whatCompressesComesBack() {
        return Stream.of("", "Hej", "hej ".repeat(5_000), "x".repeat(65_536))
                .map(text -> echo.test(text.length() + " characters", OFFER, on -> {
                    on.frame(COMPRESSED_TEXT, deflated(text));
                    assertThat(on.next()).isEqualTo(text);
                }));
    }

    @TestFactory
    List<DynamicTest> compressedFrames() {
        return List.of(
                echo.test("in fragments, marked on the first", OFFER, on -> {
                    var all = deflated("hej ".repeat(50));
                    on.frame(0x41, Arrays.copyOf(all, 5));
                    on.frame(RawSocket.CONTINUED, Arrays.copyOfRange(all, 5, all.length));
                    assertThat(on.next()).isEqualTo("hej ".repeat(50));
                }),
                echo.test("plain among compressed", OFFER, on -> {
                    on.text("plain");
                    assertThat(on.next()).isEqualTo("plain");
                }),
                closes("a bomb", 1009, on -> on.frame(COMPRESSED_TEXT, deflated("\0".repeat(10_000_000)))),
                closes("one byte over", 1009, on -> on.frame(COMPRESSED_TEXT, deflated("x".repeat(65_537)))),
                closes("no deflate at all", 1007, on -> on.frame(COMPRESSED_TEXT, (byte) 0xFF, (byte) 0xFF)),
                closes("marked on a later fragment", 1002, on -> {
                    on.frame(RawSocket.TEXT_BEGIN, (byte) 'a');
                    on.frame(0xC0, (byte) 'b');
                }),
                closes("marked on a ping", 1002, on -> on.frame(0xC9)));
    }

    private static DynamicTest closes(String name, int code, Echo.Case frames) {
        return echo.test(name, OFFER, on -> {
            frames.on(on);
            assertThat(on.next()).isEqualTo("close " + code);
        });
    }

    @TestFactory
    Stream<DynamicTest> offersAreTakenOnlyWhereTheyAskForNoMoreThanWeDo() {
        var taken = Stream.of(
                        "permessage-deflate",
                        "permessage-deflate; client_max_window_bits",
                        "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                        "permessage-deflate; server_max_window_bits=10, permessage-deflate")
                .map(offer -> offered(offer, true));
        var refused = Stream.of(
                        "permessage-deflate; server_max_window_bits=10",
                        "permessage-deflate; something_else",
                        "x-webkit-deflate-frame",
                        "permessage-bzip2")
                .map(offer -> offered(offer, false));
        return Stream.concat(taken, refused);
    }

    private static DynamicTest offered(String offer, boolean taken) {
        return DynamicTest.dynamicTest(offer, () -> {
            try (var socket = echo.open("Sec-WebSocket-Extensions: " + offer + "\r\n")) {
                socket.frame(COMPRESSED_TEXT, deflated("hej"));
                assertThat(socket.next()).isEqualTo(taken ? "hej" : "close 1002");
            }
        });
    }

    @Test
    void aSharedFrameIsCompressedOnceAndReadsAsWhatItWas() throws IOException, Fault {
        var lines = List.of("hej ".repeat(100).getBytes(StandardCharsets.UTF_8), "då".getBytes(StandardCharsets.UTF_8));
        var plain = ServerFrame.text(lines);
        var small = ServerFrame.deflated(lines);
        assertThat(small.readableBytes()).isLessThan(plain.readableBytes() / 2);
        assertThat(small.readUnsignedByte()).isEqualTo((short) COMPRESSED_TEXT);
        var payload = new byte[small.readUnsignedByte()];
        small.readBytes(payload);
        assertThat(Utf8.decode(Deflate.inflate(payload, 1_000))).isEqualTo("hej ".repeat(100) + "\ndå");
        plain.release();
        small.release();
    }

    private static byte[] deflated(String text) {
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        var out = new byte[text.length() + 64];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, length - 4);
    }
}
