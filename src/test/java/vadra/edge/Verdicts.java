package vadra.edge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import vadra.edge.Pipelined.Reply;

/** What was answered to bad input: how often what, and all that must not be. Safe for use by any thread. */
final class Verdicts {
    private static final int MOST_TOLD = 30;
    private static final int NO_SUCH_VERSION = 501;
    /** What tells of the inside: classes, traces, the database's own words. */
    static final Pattern INSIDE = Pattern.compile("\\b(?:java|javax|io|com|org|sun|jdk)\\.[a-z]+\\.[\\w.]*[A-Z]\\w+"
            + "|\\bvadra\\.[a-z]+\\.[A-Z]\\w+|\\w+(?:Exception|Throwable)\\b|\\n\\s+at [\\w.$]+\\(|\\bSQLSTATE\\b|\\bpg_[a-z]+|violates \\w+ constraint"
            + "|\\bselect .{1,60}\\bfrom\\b");

    private final Map<Integer, AtomicLong> statuses = new TreeMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicLong inputs = new AtomicLong();

    /** Looks at an answer of the API. */
    void answered(byte[] request, Reply reply) {
        inputs.incrementAndGet();
        synchronized (statuses) {
            statuses.computeIfAbsent(reply.status(), fresh -> new AtomicLong()).incrementAndGet();
        }
        boolean later = reply.status() == 503 && !reply.first("retry-after").isEmpty();
        if (reply.status() >= 500 && !later) {
            fault(reply.status() + " " + reply.body(), request);
        } else if (reply.status() >= 400) {
            refused(request, reply);
        }
    }

    /** Looks at an answer to what is no HTTP; a version that there is not is one that we do not know. */
    void broken(byte[] bytes, Reply reply) {
        if (reply.status() != NO_SUCH_VERSION) {
            answered(bytes, reply);
        }
    }

    private void refused(byte[] request, Reply reply) {
        if (INSIDE.matcher(reply.body()).find()) {
            fault("tells of its inside: " + reply.body(), request);
        }
        if (!reply.body().isEmpty()
                && !reply.type().contains("problem+json")
                && !reply.type().contains("html")) {
            fault("a refusal of the type '" + reply.type() + "': " + reply.body(), request);
        }
    }

    /** A message of the socket was taken. */
    void heard() {
        inputs.incrementAndGet();
    }

    void fault(String what, byte[] input) {
        if (faults.size() < MOST_TOLD) {
            var text = new String(input, StandardCharsets.ISO_8859_1);
            var told = what + "\n  came of " + text.substring(0, Math.min(1_500, text.length()));
            faults.add(told);
            System.out.println("FAULT " + told);
        }
    }

    /** How many of a hundred answers had this status. */
    long share(int status) {
        synchronized (statuses) {
            long all = statuses.values().stream().mapToLong(AtomicLong::get).sum();
            var some = statuses.get(status);
            return some == null ? 0 : 100 * some.get() / all;
        }
    }

    long inputs() {
        return inputs.get();
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public String toString() {
        synchronized (statuses) {
            return inputs + " inputs, answers " + statuses;
        }
    }
}
