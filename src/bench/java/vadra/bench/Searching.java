package vadra.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import vadra.bench.server.VadraTarget;
import vadra.replay.Table;

/**
 * How long a search takes through the public API, one after the other, over a given number of posts. The posts are made of a
 * recorded conversation, and so are the questions: words that were said side by side, somewhere.
 *
 * @param posts over how many
 */
record Searching(int posts) {
    private static final Path TALK = Path.of("../shared/data/chat/background.tsv.gz");
    private static final int QUESTIONS = 300;
    private static final int SHORTEST_WORD = 3;
    /** What the server answers when it has looked for long enough, which is {@value #PATIENCE_MS} ms. */
    private static final String GIVEN_UP = "HTTP/1.1 503";

    private static final double PATIENCE_MS = 3_000;
    /** One address may search so often before it has to wait; each question but so many comes from another. */
    private static final int FROM_ONE_ADDRESS = 50;

    /** A kind of question, made of a line's words. */
    private record Kind(String name, Function<List<String>, String> question) {
        private static final List<Kind> ALL = List.of(
                new Kind("one word", words -> words.get(0)),
                new Kind("two words", words -> words.get(0) + " " + words.get(1)),
                new Kind("three words", words -> String.join(" ", words.subList(0, 3))),
                new Kind("side by side", words -> "\"" + words.get(0) + " " + words.get(1) + "\""),
                new Kind("one not the other", words -> words.get(0) + " -" + words.get(1)),
                new Kind("in a room", words -> words.get(0) + "&room=found-7"),
                new Kind("nothing there", words -> words.get(0) + "qxz " + words.get(1)));
    }

    /** Runs it. */
    void run(VadraTarget target, Report report) {
        var lines = lines();
        target.posts(lines, posts);
        var random = new Random(1);
        var all = new ArrayList<Double>();
        for (var kind : Kind.ALL) {
            var took = new ArrayList<Double>();
            for (int i = 0; i < QUESTIONS; i++) {
                var words = words(lines, random);
                took.add(ask(target.url(), kind.question().apply(words), all.size() + i));
            }
            // The first of a kind warm up what is warm ever after.
            var warm = took.subList(QUESTIONS / 10, QUESTIONS);
            all.addAll(warm);
            report(report, kind.name(), warm);
        }
        report(report, "all", all);
    }

    private static List<String> lines() {
        try {
            return Table.read(TALK).stream()
                    .map(row -> row.get("text"))
                    .filter(text -> !text.isBlank())
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** At least three words of a line, in their order. */
    private static List<String> words(List<String> lines, Random random) {
        while (true) {
            var words = Arrays.stream(lines.get(random.nextInt(lines.size())).split("[^\\p{L}]+"))
                    .filter(word -> word.length() >= SHORTEST_WORD)
                    .toList();
            if (words.size() >= 3) {
                int from = random.nextInt(words.size() - 2);
                return words.subList(from, from + 3);
            }
        }
    }

    private static double ask(URI server, String question, int number) {
        var parts = question.split("&", 2);
        var path = "/api/search?q=" + URLEncoder.encode(parts[0], StandardCharsets.UTF_8)
                + (parts.length > 1 ? "&" + parts[1] : "");
        var request =
                "GET " + path + " HTTP/1.1\r\nHost: bench\r\nAccept: application/json\r\nConnection: close\r\n\r\n";
        long began = System.nanoTime();
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(from(number / FROM_ONE_ADDRESS), 0));
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 200") && !answer.startsWith(GIVEN_UP)) {
                throw new IllegalStateException(path + ": " + answer);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return (System.nanoTime() - began) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    private static InetAddress from(int number) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (1 + number % 250)});
    }

    private void report(Report report, String kind, List<Double> took) {
        var sorted = took.stream().sorted().toList();
        report.add(
                "search",
                String.format(
                        Locale.ROOT,
                        "%d posts, %s, %d questions: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, %d given up",
                        posts,
                        kind,
                        sorted.size(),
                        at(sorted, 50),
                        at(sorted, 95),
                        at(sorted, 99),
                        sorted.stream().filter(ms -> ms >= PATIENCE_MS).count()),
                new JsonObject()
                        .put("posts", posts)
                        .put("kind", kind)
                        .put("p50Ms", at(sorted, 50))
                        .put("p95Ms", at(sorted, 95))
                        .put("p99Ms", at(sorted, 99)));
    }

    private static double at(List<Double> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
