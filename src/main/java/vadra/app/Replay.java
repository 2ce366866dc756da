package vadra.app;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private final ReplayOptions options;
    private final ReplayApi api;
    private final PrintStream out;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, String> posts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> acks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger posted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private int total;
    private long start;

    private Replay(ReplayOptions options, PrintStream out) {
        this.options = options;
        this.api = new ReplayApi(options.server());
        this.out = out;
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
        var lines = ReplayLine.read(options);
        total = lines.size();
        var staff = staff();
        out.printf(
                Locale.ROOT,
                "%d lines, %d rooms%n",
                total,
                lines.stream().map(ReplayLine::room).distinct().count());
        join(staff, lines.stream().map(ReplayLine::author).distinct().toList());
        for (var room : lines.stream().map(ReplayLine::room).distinct().toList()) {
            startRoom(staff, room);
        }
        start = System.nanoTime();
        inParallel(lines.stream().collect(Collectors.groupingBy(ReplayLine::room)).values().stream()
                .<Work>map(lane -> () -> pour(lane))
                .toList());
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(
                Locale.ROOT,
                "%n%d posted, %d refused, in %.1f s (%.0f a second)%n",
                posted.get(),
                refused.get(),
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
        var threads = Executors.newFixedThreadPool(Math.max(LANES, Math.min(works.size(), 64)));
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

    private String staff() throws IOException, InterruptedException {
        if (options.staffPassword().isEmpty()) {
            return "";
        }
        var answer = api.post(
                "/api/tokens",
                "",
                "",
                new JsonObject().put("handle", options.staff()).put("password", options.staffPassword()));
        if (!answer.ok()) {
            throw new IllegalStateException(
                    "The staff login does not work: " + answer.body().encode());
        }
        return answer.body().getString("token");
    }

    private void join(String staff, List<String> authors) throws InterruptedException, ExecutionException {
        var joined = new AtomicInteger();
        inParallel(authors.stream()
                .<Work>map(author -> () -> {
                    tokens.put(author, token(staff, author));
                    if (joined.incrementAndGet() % 20 == 0 || joined.get() == authors.size()) {
                        out.printf(Locale.ROOT, "\r%d of %d members joined", joined.get(), authors.size());
                    }
                })
                .toList());
        out.println();
    }

    private String token(String staff, String author) throws IOException, InterruptedException {
        var handle = author.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
        handle = handle.substring(0, Math.min(30, handle.length()));
        var answer = api.post(
                "/api/members",
                staff,
                "",
                new JsonObject()
                        .put("name", author)
                        .put("handle", handle)
                        .put("password", options.memberPassword())
                        .put("acceptedRules", 1)
                        .put("session", "token"));
        if (answer.status() == 409) {
            // Joined in an earlier run.
            answer = api.post(
                    "/api/tokens",
                    "",
                    "",
                    new JsonObject().put("handle", handle).put("password", options.memberPassword()));
        }
        if (!answer.ok()) {
            throw new IllegalStateException(
                    author + " cannot join: " + answer.body().encode());
        }
        return answer.body().getString("token");
    }

    private void startRoom(String staff, String room) throws IOException, InterruptedException {
        var by = staff.isEmpty() ? tokens.values().iterator().next() : staff;
        var answer = api.post(
                "/api/rooms",
                by,
                "",
                new JsonObject().put("title", room).put("slug", room).put("language", "en"));
        if (!answer.ok() && answer.status() != 409) {
            throw new IllegalStateException(
                    "The room " + room + " cannot be started: " + answer.body().encode());
        }
    }

    private void pour(List<ReplayLine> lane) throws IOException, InterruptedException {
        for (var line : lane) {
            if (options.speed() < Double.POSITIVE_INFINITY) {
                long due = start + (long) (line.seconds() / options.speed() * 1e9);
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
            say(line);
        }
    }

    private void say(ReplayLine line) throws IOException, InterruptedException {
        var body = new JsonObject().put("text", line.text());
        if (posts.containsKey(line.reply())) {
            body.put("parent", posts.get(line.reply()));
        }
        var answer = api.post(
                "/api/rooms/" + line.room() + "/posts",
                tokens.getOrDefault(line.author(), ""),
                "replay-" + line.room() + "-" + line.line(),
                body);
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
            out.printf(
                    Locale.ROOT,
                    "%nline %s refused: %s%n",
                    line.line(),
                    answer.body().getString("detail"));
        }
        progress();
    }

    private void progress() {
        int done = posted.get() + refused.get();
        if (done % 50 == 0 || done == total) {
            double seconds = Math.max(0.001, (System.nanoTime() - start) / 1e9);
            out.printf(
                    Locale.ROOT,
                    "\r%d of %d posts (%d %%), %.0f a second",
                    done,
                    total,
                    100L * done / total,
                    done / seconds);
        }
    }
}
