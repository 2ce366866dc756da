package vadra.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The wall clock of a process, which can be made to jump while the process runs; its monotonic clock goes on as ever.
 * Needs libfaketime, the Debian package of that name.
 */
public final class FakeTime {
    private final Path library;
    private final Path stamp;

    private FakeTime(Path library, Path stamp) {
        this.library = library;
        this.stamp = stamp;
    }

    /** A clock that goes right, for now; empty where libfaketime is not installed. */
    public static Optional<FakeTime> in(Path folder) {
        return Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu")
                .map(libraries -> Path.of(libraries, "faketime", "libfaketime.so.1"))
                .filter(Files::exists)
                .findFirst()
                .map(library -> {
                    var time = new FakeTime(library, folder.resolve("clock"));
                    time.jump(Duration.ZERO);
                    return time;
                });
    }

    /** The environment of a process that is to have this clock. */
    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                stamp.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "DONT_FAKE_MONOTONIC",
                "1",
                // Without this every timed wait of the JVM returns at once.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    /** Sets the clock to so long after the true time, or before it. */
    public void jump(Duration by) {
        try {
            // Moved into place, so that nobody reads half a line.
            var next = stamp.resolveSibling("clock.next");
            Files.writeString(next, (by.isNegative() ? "-" : "+") + Math.abs(by.toSeconds()) + "s\n");
            Files.move(next, stamp, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
