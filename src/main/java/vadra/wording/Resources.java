package vadra.wording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The word lists that are bundled with the code: a line each, {@code #} begins a remark. */
final class Resources {
    private Resources() {}

    /** The lines of a list without remarks, blank ones left out. */
    static List<String> lines(String name) {
        try (var in = Objects.requireNonNull(Resources.class.getResourceAsStream(name), name);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.replaceFirst("(^|\\s)#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** All words of a list. */
    static Set<String> words(String name) {
        return lines(name).stream()
                .flatMap(line -> List.of(line.split("\\s+")).stream())
                .collect(Collectors.toSet());
    }
}
