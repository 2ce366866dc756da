package vadra.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vadra.discussion.RoomEvents;

/** What is told to people who read is there, and is whole. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");
    private static final Path ARCHITECTURE = Path.of("docs/ARCHITECTURE.md");

    @Test
    void everyLinkLeadsSomewhere() {
        assertThat(documents())
                .hasSizeGreaterThan(10)
                .allSatisfy(document -> LINK.matcher(text(document))
                        .results()
                        .map(link -> document.resolveSibling(link.group(1)).normalize())
                        .forEach(target -> assertThat(target).exists()));
    }

    @Test
    void theArchitectureNamesEveryRoomAndEveryKindOfEvent() throws IOException {
        var architecture = text(ARCHITECTURE);
        try (var rooms = Files.list(Path.of("src/main/java/vadra"))) {
            assertThat(rooms.map(room -> room.getFileName().toString()))
                    .isNotEmpty()
                    .allSatisfy(room -> assertThat(architecture).contains("\n| `" + room + "` |"));
        }
        assertThat(RoomEvents.family())
                .allSatisfy(event -> assertThat(architecture)
                        .contains(event.getSimpleName()
                                .replaceAll("(?<=[a-z])(?=[A-Z])", ".")
                                .toLowerCase(Locale.ROOT)));
        assertThat(architecture.lines().count()).isLessThanOrEqualTo(200);
    }

    @Test
    void everyTypeThatTheArchitectureNamesIsThere() throws IOException {
        var named = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z]+)*)(?:\\.[a-zA-Z]+)?`")
                .matcher(text(ARCHITECTURE))
                .results()
                .map(name -> name.group(1) + ".java")
                .filter(name -> !List.of("Clock.java", "Future.java").contains(name))
                .toList();
        try (var files = Files.walk(Path.of("src"))) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsAll(named);
        }
    }

    @Test
    void everySettingIsToldWithItsDefault() throws IOException {
        var shipped = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("config/vadra.properties"))) {
            shipped.load(reader);
        }
        assertThat(shipped).isEqualTo(properties(Settings.DEFAULTS));
    }

    @Test
    void everyDecisionTellsWhatIsBadAboutIt() {
        var decisions =
                documents().filter(document -> document.startsWith("docs/adr")).toList();
        assertThat(decisions)
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(decision -> assertThat(text(decision))
                        .contains("**Context.**", "**Decision.**", "**Consequences.**", "Bad, because")
                        .matches(words -> words.lines().count() <= 60, "at most 60 lines"));
    }

    private static Properties properties(Map<String, String> values) {
        var properties = new Properties();
        properties.putAll(values);
        return properties;
    }

    private static Stream<Path> documents() {
        return Stream.of(".", "docs", "docs/adr").map(Path::of).flatMap(folder -> {
            try (var files = Files.list(folder)) {
                return Arrays.stream(files.toArray(Path[]::new))
                        .map(Path::normalize)
                        .filter(file -> file.toString().endsWith(".md"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private static String text(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
