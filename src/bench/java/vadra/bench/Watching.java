package vadra.bench;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import vadra.bench.server.Dialect;
import vadra.bench.server.Processes;
import vadra.bench.server.VadraTarget;

/**
 * How long after the commit of a post the staff's screen has a reading that counts it, while so many posts are said a
 * second over some rooms, one of ten of them with what a claim looks for.
 *
 * @param rate posts a second
 */
record Watching(int rate) {
    private static final int ROOMS = 10;
    private static final int SPEAKERS = 100;
    private static final int ONE_OF = 10;
    private static final int REST_MS = 3_000;

    /** Runs it. */
    void run(VadraTarget target, int warm, int seconds, Report report) {
        var rooms =
                IntStream.range(0, ROOMS).mapToObj(room -> "watched-" + room).toList();
        rooms.forEach(target::room);
        var phrase = "brand " + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        var token = target.staff();
        target.claim(token, phrase);
        try (var crowd = new Crowd(target, "");
                var screen = new Screen(target.url(), token, phrase, rooms)) {
            crowd.open(seats(target));
            var posts = new PostSpeech(
                    crowd,
                    crowd.clients(),
                    rooms,
                    n -> n % ONE_OF == 0 ? phrase : crowd.dialect().filler());
            posts.begin(rate, 0);
            Processes.pause(warm * 1_000L);
            screen.measure();
            posts.measure();
            Processes.pause(seconds * 1_000L);
            long lost = posts.endAndCount(0);
            Processes.pause(REST_MS);
            report(report, screen, lost + posts.refused());
        }
    }

    private void report(Report report, Screen screen, long failed) {
        var waits = screen.take();
        report.add(
                "commit to staff screen",
                String.format(
                        Locale.ROOT,
                        "%d posts/s: p50 %d ms, p99 %d ms, longest %d ms, of %d that a claim counts; failed posts %d",
                        rate,
                        waits.getValueAtPercentile(50),
                        waits.getValueAtPercentile(99),
                        waits.getMaxValue(),
                        waits.getTotalCount(),
                        failed),
                new JsonObject()
                        .put("rate", rate)
                        .put("p50Ms", waits.getValueAtPercentile(50))
                        .put("p99Ms", waits.getValueAtPercentile(99))
                        .put("longestMs", waits.getMaxValue())
                        .put("counted", waits.getTotalCount())
                        .put("failed", failed));
    }

    private static List<Dialect.Seat> seats(VadraTarget target) {
        var seats = new ArrayList<Dialect.Seat>();
        target.speakers(SPEAKERS).forEach(token -> seats.add(new Dialect.Seat("", token)));
        return seats;
    }
}
