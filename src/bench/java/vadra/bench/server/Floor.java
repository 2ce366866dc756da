package vadra.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a fan-out costs at the least: one system call for each reader and message, in C, and nothing else. */
final class Floor {
    private static final Path BUILT = Path.of("target/bench/floor");

    private Floor() {}

    static boolean has() {
        return Servers.executable("/usr/bin/cc");
    }

    static Target start() {
        try {
            Files.createDirectories(BUILT.getParent());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Processes.run(List.of(
                "cc",
                "-O2",
                "-Wall",
                "-Wextra",
                "-o",
                BUILT.toString(),
                Servers.SOURCE.resolve("floor.c").toString()));
        return Peer.listening("floor", new Dialect.Plain(), List.of(BUILT.toString()));
    }
}
