package vadra.rumour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The monitor on a real live chat with a real rumour in it, against a count that knows nothing of the monitor. */
class HandCountTest {
    private static final Path DATA =
            Path.of(System.getProperty("evaluate.data", "../shared/data")).resolve("chat");
    private static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\p{N}])germanwings(?![\\p{L}\\p{N}])");

    private record Line(double seconds, String author, String room, String text) {}

    @Test
    void carriersPerMinuteAreThoseOfAHandCount() throws IOException {
        assumeTrue(Files.isDirectory(DATA), () -> "no evaluation data at " + DATA + "; set -Devaluate.data");
        var lines = lines();
        var byHand = new TreeMap<Long, Set<String>>();
        for (var line : lines) {
            if (WORD.matcher(line.text().toLowerCase(Locale.ROOT)).find()) {
                byHand.computeIfAbsent((long) (line.seconds() / 60), minute -> new HashSet<>())
                        .add(line.author());
            }
        }
        assertThat(byHand).hasSizeGreaterThan(20);
        assertThat(counted(lines)).isEqualTo(sizes(byHand));
    }

    private static Map<Long, Integer> counted(List<Line> lines) {
        var log = new Said();
        var claim = Said.claim("germanwings");
        var history = lines.stream()
                .map(line -> log.said(line.seconds(), line.author(), line.room(), line.text()))
                .toList();
        var counted = new TreeMap<Long, Integer>();
        Monitor.before(List.of(claim), history, Map.of())
                .tally(claim.id())
                .orElseThrow()
                .minutes()
                .forEach(minute ->
                        counted.put(ChronoUnit.MINUTES.between(Said.START, minute.start()), minute.carriers()));
        return counted;
    }

    private static Map<Long, Integer> sizes(Map<Long, Set<String>> byHand) {
        var sizes = new TreeMap<Long, Integer>();
        byHand.forEach((minute, authors) -> sizes.put(minute, authors.size()));
        return sizes;
    }

    private static List<Line> lines() throws IOException {
        var lines = new ArrayList<Line>();
        for (var cells : table("background.tsv.gz")) {
            if (cells[0].equals("s12") || cells[0].equals("s13")) {
                lines.add(new Line(Double.parseDouble(cells[1]), cells[0] + cells[2], cells[0], cells[3]));
            }
        }
        for (var cells : table("rumour_posts.tsv.gz")) {
            if (cells[0].equals("germanwings-crash")) {
                // The story of three days and more, told within the chat's hour and a half.
                lines.add(new Line(Double.parseDouble(cells[2]) / 60, "g" + cells[1], "s12", cells[3]));
            }
        }
        lines.sort(Comparator.comparingDouble(Line::seconds));
        return lines;
    }

    private static List<String[]> table(String name) throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(DATA.resolve(name))), StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(line -> line.split("\t", 4)).toList();
        }
    }
}
