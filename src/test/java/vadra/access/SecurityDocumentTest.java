package vadra.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the page on security says is tested is tested: each test that it names is there. */
class SecurityDocumentTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
    private static final int LESSONS = 29;

    private static List<String> lessons() throws IOException {
        return Files.readAllLines(Path.of("docs/SECURITY.md")).stream()
                .dropWhile(line -> !line.equals("## Lessons"))
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .toList();
    }

    private static boolean isThere(String type, String method) {
        try (var files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.endsWith(type + ".java"))
                    .anyMatch(file -> method.isEmpty() || text(file).contains("void " + method + "("));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @Test
    void everyLessonHasATestThatIsThere() throws IOException {
        var lessons = lessons();
        assertThat(lessons).hasSize(LESSONS);
        IntStream.range(0, LESSONS).forEach(i -> {
            var lesson = lessons.get(i);
            assertThat(lesson).startsWith("| " + (i + 1) + " |");
            var named = NAMED.matcher(lesson).results().toList();
            assertThat(named).as(lesson).isNotEmpty();
            assertThat(named).allMatch(test -> isThere(test.group(1), test.group(2) == null ? "" : test.group(2)));
        });
    }

    /** Elsewhere on the page, too. */
    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        var named = NAMED.matcher(Files.readString(Path.of("docs/SECURITY.md"))).results();
        assertThat(named).allMatch(test -> isThere(test.group(1), test.group(2) == null ? "" : test.group(2)));
    }
}
