package vadra.replay;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Pours a conversation through the public API into a running server, at any speed. Each room is a lane of its own, in
 * which order is kept; a post is sent under a key made from its line, so that sending it again is no second post.
 */
public final class Replay {
    private static final int LANES = 8;
    private static final int MAX_LANES = 64;

    private final ReplayOptions options;
    private final PrintStream out;
    private final ReplayApi api;
    private final ReplayCast cast;
    private final Map<String, String> posts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> acks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger posted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unreadable = new AtomicInteger();
    private int total;
    private long start;

    private Replay(ReplayOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.api = new ReplayApi(options.server(), this::tell);
        this.cast = new ReplayCast(options, api);
    }

    /** See {@code --help}. */
    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help") || arguments.length == 0) {
            System.out.print(ReplayOptions.HELP);
            return;
        }
        try {
            new Replay(ReplayOptions.parse(arguments, System.getenv()), System.out).run();
        } catch (IllegalArgumentException | IllegalStateException wrong) {
            System.err.println(wrong.getMessage() + "\n");
            System.exit(2);
        }
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        var lines = ReplayLine.read(options, fault -> {
            unreadable.incrementAndGet();
            tell(fault);
        });
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to replay.");
        }
        total = lines.size();
        var authors = lines.stream().map(ReplayLine::author).distinct().toList();
        var rooms = lines.stream().collect(Collectors.groupingBy(ReplayLine::room, TreeMap::new, Collectors.toList()));
        out.printf(Locale.ROOT, "%d lines, %d authors, %d rooms%n", total, authors.size(), rooms.size());
        cast.signInStaff();
        join(authors);
        for (var room : rooms.keySet()) {
            cast.startRoom(room);
        }
        start = System.nanoTime();
        inParallel(rooms.values().stream().<Work>map(lane -> () -> pour(lane)).toList());
        summarise();
    }

    private void summarise() throws IOException {
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(
                Locale.ROOT,
                "%n%d posted, %d refused, %d unreadable, in %.1f s (%.0f a second)%n",
                posted.get(),
                refused.get(),
                unreadable.get(),
                seconds,
                posted.get() / seconds);
        if (options.acks().isPresent()) {
            Files.write(options.acks().get(), acks);
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void inParallel(List<Work> works) throws InterruptedException, ExecutionException {
        // Waiting for the pace must not keep other rooms waiting, so each lane that is paced has its thread.
        var threads = Executors.newFixedThreadPool(Math.max(LANES, Math.min(works.size(), MAX_LANES)));
        try {
            var running = new ArrayList<Future<?>>();
            for (var work : works) {
                running.add(threads.submit(() -> {
                    work.run();
                    return null;
                }));
            }
            for (var one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void join(List<String> authors) throws InterruptedException, ExecutionException {
        var joined = new AtomicInteger();
        inParallel(authors.stream()
                .<Work>map(author -> () -> {
                    cast.join(author);
                    int now = joined.incrementAndGet();
                    if (now % 20 == 0 || now == authors.size()) {
                        out.printf(Locale.ROOT, "\r%d of %d members joined", now, authors.size());
                    }
                })
                .toList());
        out.println();
    }

    private void pour(List<ReplayLine> lane) throws IOException, InterruptedException {
        for (var line : lane) {
            TimeUnit.NANOSECONDS.sleep(start + options.due(line.seconds()) - System.nanoTime());
            say(line);
        }
    }

    private void say(ReplayLine line) throws IOException, InterruptedException {
        var body = new JsonObject().put("text", line.text());
        if (posts.containsKey(line.reply())) {
            body.put("parent", posts.get(line.reply()));
        }
        var answer = api.post("/api/rooms/" + line.room() + "/posts", cast.token(line.author()), line.key(), body);
        if (answer.ok()) {
            var post = answer.body().getString("post");
            var offset = answer.body().getJsonObject("position").getLong("offset");
            if (!line.id().isEmpty()) {
                posts.put(line.id(), post);
            }
            acks.add(line.line() + "\t" + post + "\t" + offset);
            posted.incrementAndGet();
        } else {
            refused.incrementAndGet();
            tell("line " + line.line() + " refused: " + answer.detail());
        }
        progress();
    }

    private void tell(String sentence) {
        out.printf(Locale.ROOT, "%n%s%n", sentence);
    }

    private void progress() {
        int done = posted.get() + refused.get();
        if (done % 50 == 0 || done == total) {
            double seconds = Math.max(0.001, (System.nanoTime() - start) / 1e9);
            out.printf(
                    Locale.ROOT,
                    "\r%d of %d posts (%d %%), %.0f a second, %.0f s left   ",
                    done,
                    total,
                    100L * done / total,
                    done / seconds,
                    (total - done) * seconds / done);
        }
    }
}
