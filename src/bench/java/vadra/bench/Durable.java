package vadra.bench;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import vadra.bench.server.Dialect;
import vadra.bench.server.Effort;
import vadra.bench.server.Processes;
import vadra.bench.server.Target;

/**
 * Posts that are acked, and so committed: from speakers who do nothing else, to a few who listen. Server, database and
 * clients share all cores.
 *
 * @param rooms over how many rooms they are spread
 */
record Durable(int rooms) {
    /** The longest wait for an ack, in milliseconds, that 99 of 100 may have. */
    static final double PATIENCE = 50;

    private static final int SPEAKERS = 100;
    private static final int LISTENERS = 10;
    private static final int ON_THEIR_WAY = 300;

    /**
     * What came of it.
     *
     * @param rate posts a second that were sent, 0 for as many as were acked
     * @param perSecond posts a second that were acked
     * @param p50 milliseconds from when a post was due to its ack
     * @param lost posts without an answer, and deliveries that never came of those that were acked
     */
    record Posts(
            int rooms, int rate, double perSecond, double p50, double p99, long lost, long refused, Effort effort) {
        boolean good() {
            return p99 <= PATIENCE && lost == 0 && refused == 0;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%3d rooms, %s: %.0f acked/s, p50 %.1f ms, p99 %.1f ms, lost %d, refused %d; cores: server %.2f, database %.2f, clients %.2f",
                    rooms,
                    rate == 0 ? "saturated" : rate + " posts/s",
                    perSecond,
                    p50,
                    p99,
                    lost,
                    refused,
                    effort.server() / effort.wall(),
                    effort.database() / effort.wall(),
                    effort.clientLoad());
        }

        JsonObject json() {
            return new JsonObject()
                    .put("rooms", rooms)
                    .put("rate", rate)
                    .put("ackedPerSecond", perSecond)
                    .put("p50Ms", p50)
                    .put("p99Ms", p99)
                    .put("lost", lost)
                    .put("refused", refused)
                    .put("serverCores", effort.server() / effort.wall())
                    .put("databaseCores", effort.database() / effort.wall());
        }
    }

    /**
     * Runs it.
     *
     * @param rate posts a second, whatever becomes of them; 0 for as many as are acked
     */
    Posts run(Target target, int rate, int warm, int seconds) {
        try (var crowd = new Crowd(target, "")) {
            crowd.open(seats(target));
            var posts = new PostSpeech(
                    crowd,
                    crowd.clients().subList(0, SPEAKERS),
                    names(),
                    n -> crowd.dialect().filler());
            posts.begin(rate, ON_THEIR_WAY);
            Processes.pause(warm * 1_000L);
            posts.measure();
            var before = Effort.of(target);
            Processes.pause(seconds * 1_000L);
            var effort = Effort.of(target).since(before);
            var acks = posts.take();
            long lost = posts.endAndCount(Math.max(1, LISTENERS / rooms));
            return new Posts(
                    rooms,
                    rate,
                    acks.getTotalCount() / effort.wall(),
                    acks.getValueAtPercentile(50) / 1e6,
                    acks.getValueAtPercentile(99) / 1e6,
                    lost,
                    posts.refused(),
                    effort);
        }
    }

    private List<String> names() {
        return IntStream.range(0, rooms)
                .mapToObj(room -> "durable-" + rooms + "-" + room)
                .toList();
    }

    private List<Dialect.Seat> seats(Target target) {
        var seats = new ArrayList<Dialect.Seat>();
        target.speakers(SPEAKERS).forEach(token -> seats.add(new Dialect.Seat("", token)));
        for (var name : names()) {
            target.room(name);
            for (int i = 0; i < Math.max(1, LISTENERS / rooms); i++) {
                seats.add(new Dialect.Seat(name, ""));
            }
        }
        return seats;
    }
}
