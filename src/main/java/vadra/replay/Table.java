package vadra.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** A file of tab-separated values: a line of names, then a line a row. Read whole, also when it is compressed. */
public final class Table {
    private Table() {}

    /**
     * One row.
     *
     * @param line its number in the file, from 2, for messages
     */
    public record Row(int line, Map<String, String> values) {
        /** The value of a column, empty when there is none. */
        public String get(String column) {
            return values.getOrDefault(column, "");
        }

        /**
         * The value of a column that must be there.
         *
         * @throws IllegalArgumentException naming the line and the column
         */
        public String required(String column) {
            var value = get(column);
            if (value.isBlank()) {
                throw new IllegalArgumentException("line " + line + " has no " + column);
            }
            return value;
        }
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException when a line has more cells than there are names
     */
    public static List<Row> read(Path file) throws IOException {
        return read(file, fault -> {
            throw new IllegalArgumentException(fault);
        });
    }

    /**
     * Reads a file as far as it can be read.
     *
     * @param faults is told of each line that is left out, because it has more cells than there are names
     */
    public static List<Row> read(Path file, Consumer<String> faults) throws IOException {
        var rows = new ArrayList<Row>();
        try (var reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            var header = reader.readLine();
            if (header == null) {
                throw new IllegalArgumentException(file + " is empty");
            }
            var names = List.of(header.split("\t", -1));
            int number = 1;
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                var cells = line.split("\t", -1);
                if (cells.length > names.size()) {
                    faults.accept("line " + number + " has " + cells.length + " cells where there are " + names.size()
                            + " columns");
                } else if (!line.isBlank()) {
                    rows.add(row(number, names, cells));
                }
            }
        }
        return rows;
    }

    private static InputStream open(Path file) throws IOException {
        var stream = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream;
    }

    private static Row row(int number, List<String> names, String[] cells) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < cells.length; i++) {
            values.put(names.get(i), cells[i]);
        }
        return new Row(number, values);
    }
}
