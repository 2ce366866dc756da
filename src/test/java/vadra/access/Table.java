package vadra.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who may do what, as it is written down; the head of the file tells how it is read. */
record Table(List<Line> lines) {
    private static final Path FILE = Path.of("src/test/resources/vadra/access/matrix.tsv");

    /** A way in: its kind, its name, and what each role is answered, in the order of {@link Role}. */
    record Line(String kind, String name, List<String> cells) {
        String key() {
            return kind + "\t" + name;
        }

        /** As it stands in the file. */
        String text() {
            return key() + "\t" + String.join("\t", cells);
        }
    }

    static Table read() {
        try {
            return new Table(Files.readAllLines(FILE).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Table::line)
                    .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Line line(String text) {
        var parts = new ArrayList<>(Arrays.asList(text.split("\t+| {2,}")));
        if (parts.size() != 2 + Role.values().length) {
            throw new AssertionError(
                    "a line of " + FILE + " has a kind, a name and " + Role.values().length + " answers, not: " + text);
        }
        return new Line(parts.get(0), parts.get(1), List.copyOf(parts.subList(2, parts.size())));
    }

    Optional<Line> of(String key) {
        return lines.stream().filter(line -> line.key().equals(key)).findFirst();
    }

    List<String> keys(String kind) {
        return lines.stream()
                .filter(line -> line.kind().equals(kind))
                .map(Line::name)
                .collect(Collectors.toList());
    }
}
