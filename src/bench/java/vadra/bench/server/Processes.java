package vadra.bench.server;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Processes as Linux sees them. */
public final class Processes {
    private static final double TICKS_PER_SECOND = 100;
    private static final boolean PINS =
            Runtime.getRuntime().availableProcessors() > 1 && Files.isExecutable(Path.of("/usr/bin/taskset"));

    private Processes() {}

    /** Whether servers and clients can be kept apart, each on a core of their own. */
    public static boolean pins() {
        return PINS;
    }

    /** A command on some cores, in the form of {@code taskset}, where there are two. */
    public static List<String> on(String cores, List<String> command) {
        var pinned = new ArrayList<String>();
        if (PINS) {
            pinned.addAll(List.of("taskset", "-c", cores));
        }
        pinned.addAll(command);
        return pinned;
    }

    /** Moves this process to some cores, where there are two. */
    public static void moveTo(String cores) {
        if (PINS) {
            run(List.of(
                    "taskset",
                    "-acp",
                    cores,
                    Long.toString(ProcessHandle.current().pid())));
        }
    }

    /** A program of the JDK that runs this. */
    public static String jdk(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    /** The class path of this process. Maven runs it in a loader of its own, and its own stands in the usual property. */
    public static String classPath() {
        return Thread.currentThread().getContextClassLoader() instanceof URLClassLoader ours
                ? Arrays.stream(ours.getURLs()).map(URL::getPath).collect(Collectors.joining(":"))
                : System.getProperty("java.class.path");
    }

    /** A port that nobody listens on. */
    static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** Waits. */
    public static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Processor seconds of everything on this machine since it started: user, nice, system and both kinds of interrupt. */
    static double secondsOfMachine() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            var fields = lines.findFirst().orElseThrow().split("\\s+", -1);
            return IntStream.of(1, 2, 3, 6, 7)
                            .mapToLong(at -> Long.parseLong(fields[at]))
                            .sum()
                    / TICKS_PER_SECOND;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Processor seconds of a process, in user and kernel mode. */
    public static double seconds(long pid) {
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
    public static long residentKb(long pid) {
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
    public static long liveHeapBytes(long pid) {
        var histogram = run(List.of(jdk("jcmd"), Long.toString(pid), "GC.class_histogram"));
        return histogram
                .lines()
                .filter(line -> line.startsWith("Total"))
                .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[2]))
                .findFirst()
                .orElse(0);
    }

    /** What a command prints; it must succeed within five minutes. */
    @CanIgnoreReturnValue
    public static String run(List<String> command) {
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
