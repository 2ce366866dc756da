package vadra.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import vadra.bench.server.Processes;

/** Runs the small benchmarks of single functions, in a JVM of their own. */
final class Jmh {
    /** One JVM; five seconds of warming up, five of measuring. */
    private static final String HOW = "-f 1 -wi 5 -i 5 -w 1 -r 1 -rf json -rff target/bench/jmh.json";

    private Jmh() {}

    /**
     * Prints the time of each call.
     *
     * @param names part of the names of those to run, empty for all
     */
    static void run(String names) {
        var command =
                new ArrayList<>(List.of(Processes.jdk("java"), "-cp", Processes.classPath(), "org.openjdk.jmh.Main"));
        command.add(names.isEmpty() ? ".*" : names);
        command.addAll(List.of(HOW.split(" ", -1)));
        try {
            int code = new ProcessBuilder(Processes.on("0", command))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("JMH ended with " + code);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
