package vadra.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The lines of a small table beside the tests, without the notes above it and without its head. */
final class Lines {
    private Lines() {}

    static List<String[]> of(String name) {
        try (InputStream file = Objects.requireNonNull(Lines.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A table of two columns: figures by their names. */
    static Map<String, String> figures(String name) {
        return of(name).stream().collect(Collectors.toMap(cells -> cells[0], cells -> cells[1]));
    }
}
