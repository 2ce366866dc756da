package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A folder with packages of npm and a script of ours. Without npm the test that asks for it is skipped; with {@code CI=true}
 * that is a failure.
 */
public final class Npm {
    private final Path folder;

    private Npm(Path folder) {
        this.folder = folder;
    }

    /**
     * Installs packages, where they are not there yet.
     *
     * @param name what the folder under {@code target} is called
     * @param packages name and version of each
     */
    public static Npm with(String name, String... packages) throws IOException, InterruptedException {
        var folder = Path.of("target", name).toAbsolutePath();
        if (!Files.exists(folder.resolve("installed"))) {
            Files.createDirectories(folder);
            boolean installed = install(folder, packages);
            boolean must = "true".equals(System.getenv("CI"));
            assertThat(installed || !must)
                    .as("npm cannot install what is asked: " + folder.resolve("npm.log"))
                    .isTrue();
            Assumptions.assumeTrue(installed, "npm cannot install what is asked");
            Files.createFile(folder.resolve("installed"));
        }
        return new Npm(folder);
    }

    private static boolean install(Path folder, String... packages) throws InterruptedException {
        var command = new ArrayList<>(
                List.of("npm", "install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"));
        command.add(folder.toString());
        command.addAll(List.of(packages));
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.log").toFile())
                    .start();
            return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException noNpm) {
            return false;
        }
    }

    /** A script that lies beside a test, ready to be started in this folder; what it complains of is in {@code errors.log}. */
    public ProcessBuilder script(Class<?> beside, String name) throws IOException {
        try (var script = beside.getResourceAsStream(name)) {
            Files.copy(Objects.requireNonNull(script), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        return new ProcessBuilder("node", name)
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors.log").toFile());
    }
}
