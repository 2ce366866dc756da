package vadra.bench;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes as Linux sees them. */
final class Processes {
    private static final double TICKS_PER_SECOND = 100;
    private static final boolean PINS =
            Runtime.getRuntime().availableProcessors() > 1 && Files.isExecutable(Path.of("/usr/bin/taskset"));

    private Processes() {}

    /** A command on a core of its own, where there are two. */
    static List<String> onCore(int core, List<String> command) {
        var pinned = new ArrayList<String>();
        if (PINS) {
            pinned.addAll(List.of("taskset", "-c", Integer.toString(core)));
        }
        pinned.addAll(command);
        return pinned;
    }

    /** Moves this process to a core; says whether it could. */
    static boolean moveTo(int core) {
        if (!PINS) {
            return false;
        }
        run(List.of(
                "taskset",
                "-acp",
                Integer.toString(core),
                Long.toString(ProcessHandle.current().pid())));
        return true;
    }

    /** Processor seconds of a process, in user and kernel mode. */
    static double seconds(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Processor seconds of a process and of all that it started and that are still there. */
    static double secondsOfTree(long pid) {
        return seconds(pid)
                + ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToDouble(child -> seconds(child.pid()))
                        .sum();
    }

    /** Resident kilobytes of a process. */
    static long residentKb(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Live bytes of a JVM's heap, after a full collection. */
    static long liveHeapBytes(long pid) {
        var histogram = run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram"));
        return histogram
                .lines()
                .filter(line -> line.startsWith("Total"))
                .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[2]))
                .findFirst()
                .orElse(0);
    }

    /** What a command prints; it must succeed within five minutes. */
    @CanIgnoreReturnValue
    static String run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(command + ": " + output);
            }
            return output;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
