package vadra.app;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Gives the commands of whoever runs the server to tests elsewhere. */
public final class TestCommands {
    private TestCommands() {}

    /** Runs a command with settings that are named as in the environment; what it told. */
    public static String run(Map<String, String> settings, String... arguments) throws IOException, SQLException {
        return Commands.run(Settings.load(Path.of("no-such-file"), settings), List.of(arguments));
    }

    /** The port of the embedded database of a running server. */
    public static int port(Path folder) throws IOException {
        return Leftover.port(folder.resolve("postgresql")).orElseThrow();
    }
}
