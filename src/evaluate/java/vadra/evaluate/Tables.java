package vadra.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The data's tables: tab separated, the first line names the columns, gzip where the file's name says so. */
final class Tables {
    private Tables() {}

    /** A line of a table. */
    record Line(Map<String, Integer> columns, List<String> cells) {
        String text(String column) {
            return cells.get(Objects.requireNonNull(columns.get(column), column));
        }

        long number(String column) {
            return Math.round(Double.parseDouble(text(column)));
        }

        boolean has(String column) {
            return columns.containsKey(column);
        }

        /** A post with a link where the data has masked one, so that the mask is no word that all posts share. */
        String post() {
            return text("text").replaceAll("\\bURL\\b", "https://masked.example/");
        }
    }

    /** All lines of all tables of a folder, file by file; none where there is no such folder. */
    static List<List<Line>> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var tables = new ArrayList<List<Line>>();
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                if (file.toString().matches(".*\\.tsv(\\.gz)?")) {
                    tables.add(read(file));
                }
            }
        }
        return tables;
    }

    /** The lines of those tables of a folder that have a column. */
    static List<Line> with(Path folder, String column) throws IOException {
        return in(folder).stream()
                .flatMap(List::stream)
                .filter(line -> line.has(column))
                .toList();
    }

    private static List<Line> read(Path file) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            var columns = new HashMap<String, Integer>();
            for (var column : lines.readLine().split("\t", -1)) {
                columns.put(column.replaceFirst("\\(.*", ""), columns.size());
            }
            return lines.lines()
                    .map(line -> new Line(columns, List.of(line.split("\t", -1))))
                    .filter(line -> line.cells().size() >= columns.size())
                    .toList();
        }
    }

    private static InputStream open(Path file) throws IOException {
        var in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    /** Without the first line, which names the columns; empty where there is no such file. */
    static List<String[]> rows(Path file, String separator) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split(separator, -1))
                    .toList();
        }
    }

    /** The files of a folder that end so, in the order of their names; empty where there is no such folder. */
    static List<Path> files(Path folder, String... endings) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> List.of(endings).stream().anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }
}
