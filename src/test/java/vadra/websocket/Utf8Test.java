package vadra.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.it.RawSocket.CONTINUED;
import static vadra.it.RawSocket.TEXT;
import static vadra.it.RawSocket.TEXT_BEGIN;

import io.vertx.core.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Text is UTF-8, or the socket closes with 1007. */
class Utf8Test {
    /** Lone and missing continuations, overlong forms, surrogates, beyond the last code point, bytes that never occur. */
    private static final String BROKEN =
            "80 BF 8080 C2 E282 F09F98 C0AF C1BF E080AF E09FBF F08080AF F08FBFBF EDA080 EDADBF"
                    + " EDBFBF EDA080EDB080 F4908080 F5808080 F888808080 FC8480808080 FE FF 48C328"
                    + " CEBAE1BDB9CF83CEBCCEB5EDA080656469746564 C3C3 61E2";

    private static Echo echo;

    @BeforeAll
    static void start() {
        echo = new Echo(Transport.NIO);
    }

    @AfterAll
    static void stop() {
        echo.close();
    }

    @TestFactory
    Stream<DynamicTest> everyCodePointAtTheEdgesComesBack() {
        return IntStream.of(0x0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFE, 0xFFFF, 0x10000, 0x10FFFF)
                .boxed()
                .flatMap(point -> echo.comesBack("U+%04X".formatted(point), Character.toString(point)).stream());
    }

    @TestFactory
    Stream<DynamicTest> wordsComeBackHoweverTheyAreCut() {
        return Stream.of("Hej på dig, Åsa!", "κόσμε", "日本語", "🙂👩‍👩‍👧‍👦")
                .flatMap(words -> IntStream.range(1, words.getBytes(StandardCharsets.UTF_8).length)
                        .mapToObj(cut -> echo.test(words + " cut at " + cut, on -> {
                            var bytes = words.getBytes(StandardCharsets.UTF_8);
                            on.frame(TEXT_BEGIN, Arrays.copyOf(bytes, cut));
                            on.frame(CONTINUED, Arrays.copyOfRange(bytes, cut, bytes.length));
                            assertThat(on.next()).isEqualTo(words);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> brokenTextClosesTheSocket() {
        return Stream.of(BROKEN.split(" ")).flatMap(hex -> {
            var bytes = HexFormat.of().parseHex(hex);
            return Stream.of(
                    echo.closes(hex, 1007, on -> on.frame(TEXT, bytes)),
                    echo.closes(hex + ", in fragments", 1007, on -> {
                        on.frame(TEXT_BEGIN, Arrays.copyOf(bytes, 1));
                        on.frame(CONTINUED, Arrays.copyOfRange(bytes, 1, bytes.length));
                    }));
        });
    }
}
