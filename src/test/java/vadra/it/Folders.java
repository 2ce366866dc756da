package vadra.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Places below {@code target} for what tests leave behind. */
public final class Folders {
    private Folders() {}

    /** An empty folder; what an earlier run left there is gone. */
    public static Path fresh(String name) {
        var folder = Path.of("target", "it", name).toAbsolutePath();
        try {
            if (Files.exists(folder)) {
                try (var all = Files.walk(folder)) {
                    for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
