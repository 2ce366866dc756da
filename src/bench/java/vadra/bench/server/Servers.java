package vadra.bench.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The servers that can be measured, by name. */
public final class Servers {
    /** Ours first, then the cheapest that can be, then the peers from the fastest on. */
    public static final List<String> ALL = List.of("vadra", "floor", "bun", "nchan", "ws", "socket.io");

    static final Path SOURCE = Path.of("src/bench/peers");

    private Servers() {}

    /** Why a server cannot be had on this machine; empty when it can. */
    public static String missing(String name) {
        return switch (name) {
            case "vadra" -> "";
            case "floor" -> Floor.has() ? "" : "there is no C compiler (cc)";
            case "nchan" -> Nchan.has() ? "" : "there is no nginx with libnginx-mod-nchan";
            default -> Npm.has() ? "" : "there is no npm";
        };
    }

    /** Starts a server on the first core. */
    public static Target start(String name, VadraTarget.Setup setup) {
        return switch (name) {
            case "vadra" -> VadraTarget.start(setup);
            case "floor" -> Floor.start();
            case "nchan" -> Nchan.start();
            default -> Npm.start(name);
        };
    }

    static boolean executable(String file) {
        return Files.isExecutable(Path.of(file));
    }
}
