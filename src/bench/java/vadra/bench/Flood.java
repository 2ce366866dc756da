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
 * New accounts write as fast as they can in one room, while others talk in four: what these feel of it, in one run with
 * and without the flood.
 *
 * @param accounts how many flood
 */
record Flood(int accounts) {
    private static final String ROOM = "flod";
    private static final int ROOMS = 4;
    private static final int LISTENERS = 25;
    private static final int SPEAKERS = 200;
    /** Posts a second in each room: fewer by each speaker than even a new member may say. */
    private static final int RATE = 10;

    /** The wait of 99 of 100, in milliseconds. */
    private record Felt(double ack, double delivery) {}

    /** Runs it. */
    void run(VadraTarget target, int warm, int seconds, Report report) {
        var tokens = target.speakers(SPEAKERS, accounts);
        target.room(ROOM);
        long before = target.top(ROOM);
        try (var others = new Crowd(target, "");
                var crowd = new Crowd(target, "")) {
            others.open(seats(target, tokens.subList(0, SPEAKERS)));
            crowd.open(tokens.subList(SPEAKERS, tokens.size()).stream()
                    .map(token -> new Dialect.Seat("", token))
                    .toList());
            var talk = new PostSpeech(
                    others,
                    others.clients().subList(0, SPEAKERS),
                    rooms(),
                    n -> others.dialect().filler());
            talk.begin(RATE, 0);
            Processes.pause(warm * 1_000L);
            var calm = felt(talk, others, seconds);
            var flood = new Flooders(crowd, ROOM);
            flood.begin();
            var during = felt(talk, others, seconds);
            flood.end();
            long lost = talk.endAndCount(LISTENERS);
            long astray = target.top(ROOM) - before - flood.acked();
            report(report, List.of(calm, during), flood, lost + talk.refused(), astray);
        }
    }

    private static Felt felt(PostSpeech talk, Crowd others, int seconds) {
        talk.measure();
        others.measure();
        Processes.pause(seconds * 1_000L);
        return new Felt(
                talk.take().getValueAtPercentile(99) / 1e6, others.take().ms(99));
    }

    private static List<String> rooms() {
        return IntStream.range(0, ROOMS).mapToObj(room -> "prat-" + room).toList();
    }

    private static List<Dialect.Seat> seats(VadraTarget target, List<String> tokens) {
        var seats = new ArrayList<Dialect.Seat>();
        tokens.forEach(token -> seats.add(new Dialect.Seat("", token)));
        for (var room : rooms()) {
            target.room(room);
            for (int i = 0; i < LISTENERS; i++) {
                seats.add(new Dialect.Seat(room, ""));
            }
        }
        return seats;
    }

    private void report(Report report, List<Felt> felt, Flooders flood, long lost, long astray) {
        var before = felt.get(0);
        var during = felt.get(1);
        report.add(
                "flood",
                String.format(
                        Locale.ROOT,
                        "%d new accounts: the others' p99 of acks %.1f -> %.1f ms (x %.2f), of deliveries %.1f -> %.1f ms (x %.2f), %d of theirs lost or refused; of the flood %d acked, %d of these not in the log, %d refused, %d accounts told when to come back",
                        accounts,
                        before.ack(),
                        during.ack(),
                        during.ack() / before.ack(),
                        before.delivery(),
                        during.delivery(),
                        during.delivery() / before.delivery(),
                        lost,
                        flood.acked(),
                        astray,
                        flood.refused(),
                        flood.told()),
                json(before, during)
                        .put("accounts", accounts)
                        .put("lost", lost)
                        .put("acked", flood.acked())
                        .put("astray", astray)
                        .put("refused", flood.refused())
                        .put("told", flood.told()));
    }

    private static JsonObject json(Felt before, Felt during) {
        return new JsonObject()
                .put("ackP99Ms", before.ack())
                .put("ackP99InFloodMs", during.ack())
                .put("deliveryP99Ms", before.delivery())
                .put("deliveryP99InFloodMs", during.delivery());
    }
}
