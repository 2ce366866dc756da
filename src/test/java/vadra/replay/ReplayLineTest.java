package vadra.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the replay command reads, and when it says what. */
class ReplayLineTest {
    private static final String HEADER = "id\tt_s\tauthor\troom\treply\ttext\n";

    @TempDir
    private Path folder = Path.of(".");

    private final List<String> faults = new ArrayList<>();

    private Path file(String name, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (name.endsWith(".gz")) {
            var packed = new ByteArrayOutputStream();
            try (var zip = new GZIPOutputStream(packed)) {
                zip.write(bytes);
            }
            bytes = packed.toByteArray();
        }
        return Files.write(folder.resolve(name), bytes);
    }

    private List<ReplayLine> read(String... arguments) throws IOException {
        return ReplayLine.read(ReplayOptions.parse(arguments, Map.of()), faults::add);
    }

    @Test
    void aConversationIsReadInTheOrderOfTime() throws IOException {
        var talk = file("talk.tsv", HEADER + "b\t20\tÅsta\tkaffe\ta\tJa\na\t3.5\tBo\tkaffe\t\tHej?\n");
        assertThat(read("--file", talk.toString()))
                .containsExactly(
                        new ReplayLine("3", "a", 3.5, "Bo", "kaffe", "", "Hej?"),
                        new ReplayLine("2", "b", 20, "Åsta", "kaffe", "a", "Ja"));
        assertThat(faults).isEmpty();
    }

    @Test
    void aLineThatCannotBeSentIsToldByItsNumberAndTheOthersAreNotLost() throws IOException {
        var talk = file(
                "talk.tsv",
                HEADER + "a\tsoon\tBo\tkaffe\t\tHej\n"
                        + "b\t1\t\tkaffe\t\tHej\n"
                        + "c\t1\tBo\tKaffe & te\t\tHej\n"
                        + "d\t1\tBo\tkaffe\t\tHej\tdå\n"
                        + "\n"
                        + "e\t1\tBo\tkaffe\t\tDen här går fram\n");
        assertThat(read("--file", talk.toString())).extracting(ReplayLine::line).containsExactly("7");
        assertThat(faults)
                .containsExactlyInAnyOrder(
                        "line 2: t_s must be a number",
                        "line 3 has no author",
                        "line 4: room must be of lower-case letters, digits and hyphens",
                        "line 5 has 7 cells where there are 6 columns");
    }

    @Test
    void aStoryIsSpreadOverTheRoomsOfAChat() throws IOException {
        var chat = file("chat.tsv.gz", "segment\tt_s\tuser\ttext\ns0\t0\tu0\thi\ns1\t5\tu0\thello\ns2\t1\tu9\tno\n");
        var rumour = file("rumour.tsv.gz", "story\ti\tt_s\ttext\nfire\t0\t0\tIt burns\nfire\t1\t80\tIt does\n");
        var lines = read(
                "--chat",
                chat.toString(),
                "--rumour",
                rumour.toString(),
                "--story",
                "fire",
                "--inject-over",
                "8",
                "--segments",
                "s0,s1");
        assertThat(lines)
                .extracting(ReplayLine::line, ReplayLine::room, ReplayLine::author, ReplayLine::seconds)
                .containsExactly(
                        tuple("2", "s0", "s0-u0", 0.0),
                        tuple("r2", "s0", "carrier-fire0", 0.0),
                        tuple("3", "s1", "s1-u0", 5.0),
                        tuple("r3", "s1", "carrier-fire1", 8.0));
    }

    @Test
    void theSpeedDecidesWhenAThingIsDue() {
        assertThat(ReplayOptions.parse(new String[] {"--file", "f"}, Map.of()).due(2.5))
                .isEqualTo(2_500_000_000L);
        assertThat(ReplayOptions.parse(new String[] {"--file", "f", "--speed", "10"}, Map.of())
                        .due(2.5))
                .isEqualTo(250_000_000L);
        assertThat(ReplayOptions.parse(new String[] {"--file", "f", "--speed", "max"}, Map.of())
                        .due(2.5))
                .isZero();
    }

    @Test
    void argumentsThatMakeNoSenseAreToldOf() {
        assertThatThrownBy(() -> ReplayOptions.parse(new String[] {"--fil", "f"}, Map.of()))
                .hasMessage("--fil is not an option");
        assertThatThrownBy(() -> ReplayOptions.parse(new String[] {"--file"}, Map.of()))
                .hasMessage("--file needs a value");
        assertThatThrownBy(() -> ReplayOptions.parse(new String[] {"--speed", "0", "--file", "f"}, Map.of()))
                .hasMessage("--speed must be a number above 0");
        assertThatThrownBy(() -> ReplayOptions.parse(new String[] {"--speed", "2"}, Map.of()))
                .hasMessage("either --file or --chat is needed");
    }

    @Test
    void aKeyIsTheSameForTheSameLineAndAnotherForAnother() {
        var line = new ReplayLine("2", "a", 1, "bo", "kaffe", "", "Hej");
        assertThat(line.key()).isEqualTo(new ReplayLine("2", "a", 1, "bo", "kaffe", "", "Hej").key());
        assertThat(line.key()).isNotEqualTo(new ReplayLine("2", "a", 1, "bo", "kaffe", "", "Hej då").key());
        assertThat(line.key()).matches("[A-Za-z0-9._:-]{1,64}");
    }

    @Test
    void aHandleIsTheNameWhereItCanBeOne() {
        assertThat(ReplayLine.handle("s00-u17")).isEqualTo("s00-u17");
        assertThat(ReplayLine.handle("Åsta Öberg")).startsWith("asta-oberg-");
        assertThat(ReplayLine.handle("asta-oberg")).isEqualTo("asta-oberg");
    }

    @Property(tries = 300)
    void everyNameHasAHandle(@ForAll @NotBlank String name) {
        assertThat(ReplayLine.handle(name)).matches("[a-z0-9][a-z0-9_-]{1,29}").isEqualTo(ReplayLine.handle(name));
    }
}
