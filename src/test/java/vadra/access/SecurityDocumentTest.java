package vadra.access;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page on security, and the file beside it, say is tested is tested: each test that they name is there. */
class SecurityDocumentTest {
    private static final Path PAGE = Path.of("docs/SECURITY.md");
    private static final Path ASVS = Path.of("docs/asvs-5.0.tsv");
    private static final Pattern NAMED = Pattern.compile("\\b([A-Z]\\w*Test)\\b(?:\\.(\\w+))?");
    private static final Pattern TYPE = Pattern.compile("\\b(?!docs/)([a-z]+/[A-Z]\\w+)\\b(?![./])");
    private static final Pattern FILE = Pattern.compile("\\b(?:docs|config|src|webroot)/[\\w./-]*\\w|\\bpom\\.xml");
    private static final Pattern NUMBER = Pattern.compile("\\bV\\d+\\.\\d+\\.\\d+\\b");
    private static final List<String> STATES = List.of("holds", "by design", "open", "not here");
    private static final int LESSONS = 29;
    private static final int ASKED = 253;
    private static final int CHAPTERS = 17;

    private static final Map<String, String> TESTS = tests();

    /** A line of the file. */
    private record Answer(String number, int level, String state, String why) {
        static Answer of(String line) {
            var columns = line.split("\t", -1);
            assertThat(columns).as(line).hasSize(4);
            return new Answer(columns[0], Integer.parseInt(columns[1]), columns[2], columns[3]);
        }

        String chapter() {
            return number.substring(0, number.indexOf('.'));
        }
    }

    /** The text of each test, by its name; of those that share one, together. */
    private static Map<String, String> tests() {
        try (var files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(groupingBy(
                            file -> file.getFileName().toString().replace(".java", ""),
                            Collectors.mapping(SecurityDocumentTest::text, Collectors.joining())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isThere(MatchResult test) {
        var text = TESTS.get(test.group(1));
        return text != null && (test.group(2) == null || text.contains("void " + test.group(2) + "("));
    }

    private static List<String> notThere(Pattern named, String text, Predicate<MatchResult> isThere) {
        return named.matcher(text)
                .results()
                .filter(isThere.negate())
                .map(MatchResult::group)
                .toList();
    }

    private static Stream<String> section(String title) {
        return text(PAGE)
                .lines()
                .dropWhile(line -> !line.equals(title))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "));
    }

    private static List<Answer> answers() {
        return text(ASVS)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(Answer::of)
                .toList();
    }

    @Test
    void everyLessonHasATestThatIsThere() {
        var lessons = section("## Lessons")
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .toList();
        assertThat(lessons).hasSize(LESSONS);
        IntStream.range(0, LESSONS).forEach(i -> {
            assertThat(lessons.get(i)).startsWith("| " + (i + 1) + " |");
            assertThat(NAMED.matcher(lessons.get(i)).results())
                    .as(lessons.get(i))
                    .isNotEmpty();
        });
    }

    /** Elsewhere on the page, and in the file, too. */
    @Test
    void everyTestThatIsNamedIsThere() {
        assertThat(notThere(NAMED, text(PAGE), SecurityDocumentTest::isThere)).isEmpty();
        assertThat(notThere(NAMED, text(ASVS), SecurityDocumentTest::isThere)).isEmpty();
    }

    @Test
    void everyClassAndFileThatAnAnswerNamesIsThere() {
        assertThat(notThere(
                        TYPE,
                        text(ASVS),
                        type -> Files.exists(Path.of("src/main/java/vadra", type.group(1) + ".java"))))
                .isEmpty();
        assertThat(notThere(FILE, text(ASVS), file -> Files.exists(Path.of(file.group()))))
                .isEmpty();
    }

    @Test
    void whatIsAskedIsAnsweredOnceAndNothingIsSaidToHoldWithoutATest() {
        var answers = answers();
        assertThat(answers).hasSize(ASKED);
        assertThat(answers).extracting(Answer::number).doesNotHaveDuplicates().allMatch(NUMBER.asMatchPredicate());
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.level()).as(answer.number()).isBetween(1, 2);
            assertThat(STATES).as(answer.number()).contains(answer.state());
            assertThat(answer.why()).as(answer.number()).isNotBlank();
        });
        assertThat(answers.stream()
                        .filter(answer -> answer.state().equals("holds"))
                        .filter(answer ->
                                NAMED.matcher(answer.why()).results().noneMatch(test -> test.group(2) != null)))
                .isEmpty();
    }

    @Test
    void thePageCountsWhatTheFileSays() {
        var counts = new TreeMap<String, List<Long>>();
        answers().stream()
                .collect(groupingBy(Answer::chapter))
                .forEach((chapter, of) -> counts.put(chapter, count(of)));
        counts.put("all", count(answers()));
        var said = new TreeMap<String, List<Long>>();
        section("## OWASP ASVS 5.0")
                .map(line -> line.split("\\s*\\|\\s*", -1))
                .filter(cells -> cells.length == 8 && cells[3].matches("\\d+"))
                .forEach(cells -> said.put(
                        cells[1],
                        Stream.of(cells).skip(3).limit(4).map(Long::valueOf).toList()));
        assertThat(said).hasSize(CHAPTERS + 1).isEqualTo(counts);
    }

    private static List<Long> count(List<Answer> answers) {
        return STATES.stream()
                .map(state -> answers.stream()
                        .filter(answer -> answer.state().equals(state))
                        .count())
                .toList();
    }

    /** Those of level 1 in bold. */
    @Test
    void thePageListsWhatIsOpen() {
        var said = section("## OWASP ASVS 5.0").collect(Collectors.joining("\n"));
        var listed = Pattern.compile("(?:\\*\\*)?" + NUMBER.pattern() + "(?:\\*\\*)?")
                .matcher(said)
                .results()
                .map(MatchResult::group);
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(answers().stream()
                        .filter(answer -> answer.state().equals("open"))
                        .map(answer -> answer.level() == 1 ? "**" + answer.number() + "**" : answer.number())
                        .toList());
    }
}
