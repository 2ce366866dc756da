package vadra.bench;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import vadra.bench.server.Dialect;
import vadra.bench.server.Processes;
import vadra.bench.server.VadraTarget;

/**
 * How long after a host's move of a question everybody in the room has it, while three hosts move at once. The moves are
 * promises, since those can be renewed for ever, and their note can be stamped.
 *
 * @param listeners who hear it, beside the hosts
 */
record Asking(int listeners) {
    private static final String ROOM = "bench-asking";
    private static final int HOSTS = 3;
    private static final int QUESTIONS = 30;
    private static final int RATE = 30;

    /** Runs it. */
    void run(VadraTarget target, int warm, int seconds, Report report) {
        target.room(ROOM);
        var hosts = target.speakers(HOSTS);
        var questions = target.questions(ROOM, QUESTIONS, HOSTS);
        try (var crowd = new Crowd(target, "")) {
            crowd.open(seats(hosts));
            var said = new AtomicLong();
            var beat = new Beat(crowd.loop(), RATE, due -> move(crowd, questions, said.getAndIncrement(), due));
            Processes.pause(warm * 1_000L);
            crowd.measure();
            Processes.pause(seconds * 1_000L);
            beat.end();
            Processes.pause(2_000);
            report(report, crowd.take(), said.get() * listeners);
        }
    }

    private List<Dialect.Seat> seats(List<String> hosts) {
        var seats = new ArrayList<Dialect.Seat>();
        hosts.forEach(token -> seats.add(new Dialect.Seat("", token)));
        for (int i = 0; i < listeners; i++) {
            seats.add(new Dialect.Seat(ROOM, ""));
        }
        return seats;
    }

    private static void move(Crowd crowd, List<String> questions, long number, long due) {
        var mark = Client.MARK + "%016d".formatted(due);
        var data = new JsonObject()
                .put("post", questions.get((int) (number % questions.size())))
                .put("by", Instant.now().plusSeconds(86_400).toString())
                // As often as an ordinary post has its words.
                .put("note", mark + " " + mark);
        var call = new JsonObject().put("method", "promise").put("data", data);
        crowd.clients()
                .get((int) (number % HOSTS))
                .send(new JsonObject().put("id", number + 100).put("rpc", call).encode());
    }

    private void report(Report report, Crowd.Heard heard, long expected) {
        report.add(
                "moves to all",
                String.format(
                        Locale.ROOT,
                        "%d listeners, %d hosts, %d moves/s: p50 %.0f ms, p99 %.0f ms, p99.9 %.0f ms; lost %d of %d",
                        listeners,
                        HOSTS,
                        RATE,
                        heard.ms(50),
                        heard.ms(99),
                        heard.ms(99.9),
                        expected - heard.delivered(),
                        expected),
                new JsonObject()
                        .put("listeners", listeners)
                        .put("movesPerSecond", RATE)
                        .put("p50Ms", heard.ms(50))
                        .put("p99Ms", heard.ms(99))
                        .put("lost", expected - heard.delivered()));
    }
}
