package vadra.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The peers that come from the npm registry: {@code bun}, {@code ws} and {@code socket.io}. */
final class Npm {
    private static final Path INSTALLED = Path.of("target/bench/peers");

    private Npm() {}

    static boolean has() {
        return Files.isExecutable(Path.of("/usr/bin/npm"));
    }

    static Target start(String name) {
        install();
        var script = INSTALLED.resolve(name + ".js").toString();
        var runtime = name.equals("bun")
                ? INSTALLED.resolve("node_modules/@oven/bun-linux-x64/bin/bun").toString()
                : "node";
        var dialect = name.equals("socket.io") ? new Dialect.SocketIo() : new Dialect.Plain();
        return Peer.listening(name, dialect, List.of(runtime, script));
    }

    private static void install() {
        try {
            Files.createDirectories(INSTALLED);
            try (var files = Files.list(Servers.SOURCE)) {
                for (var file : files.toList()) {
                    Files.copy(file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (!Files.isDirectory(INSTALLED.resolve("node_modules"))) {
            System.out.println("Installing the peers from the npm registry …");
            Processes.run(List.of(
                    "npm",
                    "install",
                    "--prefix",
                    INSTALLED.toString(),
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--no-package-lock"));
        }
    }
}
