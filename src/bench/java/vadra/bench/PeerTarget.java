package vadra.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A peer from the npm registry, in a process of its own. */
final class PeerTarget implements Target {
    private static final Path SOURCE = Path.of("src/bench/peers");
    private static final Path INSTALLED = Path.of("target/bench/peers");

    private final String name;
    private final Dialect dialect;
    private final Process process;
    private final URI url;

    private PeerTarget(String name, Dialect dialect, Process process, URI url) {
        this.name = name;
        this.dialect = dialect;
        this.process = process;
        this.url = url;
    }

    /** Starts a peer: {@code bun}, {@code ws} or {@code socket.io}. */
    static Target start(String name) {
        try {
            install();
            var script = INSTALLED.resolve(name + ".js").toString();
            var runtime = name.equals("bun")
                    ? INSTALLED
                            .resolve("node_modules/@oven/bun-linux-x64/bin/bun")
                            .toString()
                    : "node";
            var process = new ProcessBuilder(Processes.onCore(0, List.of(runtime, script)))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            var url = URI.create("http://127.0.0.1:" + line.replaceAll("\\D", ""));
            var dialect = name.equals("socket.io") ? new Dialect.SocketIo() : new Dialect.Plain();
            return new PeerTarget(name, dialect, process, url);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void install() throws IOException {
        Files.createDirectories(INSTALLED);
        try (var files = Files.list(SOURCE)) {
            for (var file : files.toList()) {
                Files.copy(file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
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

    @Override
    public String name() {
        return name;
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
