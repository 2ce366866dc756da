package vadra.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Posts that are acked, and so committed: speakers on sockets of their own, each with several posts on their way.
 *
 * @param rooms over how many rooms they are spread
 */
record Durable(int rooms) {
    private static final int SPEAKERS = 100;
    private static final int ON_THEIR_WAY = 2;
    private static final int WARM_SECONDS = 4;

    /** Runs it for so many seconds; a line for the table. */
    String run(Target target, int seconds) {
        try (var crowd = new Crowd(target, "")) {
            crowd.open(places(target));
            var latency = new Histogram(60_000_000_000L, 3);
            var speech = new Speech(crowd, latency);
            crowd.loop().execute(speech::begin);
            VadraTarget.pause(WARM_SECONDS * 1_000L);
            crowd.loop().submit(latency::reset).syncUninterruptibly();
            long from = crowd.acked();
            var before = Effort.of(target);
            VadraTarget.pause(seconds * 1_000L);
            var effort = Effort.of(target).since(before);
            double perSecond = (crowd.acked() - from) / effort.wall();
            speech.ended = true;
            return String.format(
                    Locale.ROOT,
                    "durable posts, %3d rooms: %.0f/s, ack p50 %.1f ms, p99 %.1f ms; server %.2f and database %.2f of a core",
                    rooms,
                    perSecond,
                    latency.getValueAtPercentile(50) / 1e6,
                    latency.getValueAtPercentile(99) / 1e6,
                    effort.server() / effort.wall(),
                    effort.database() / effort.wall());
        }
    }

    private List<Client.Place> places(Target target) {
        var token = target.speaker("Bench");
        for (int room = 0; room < rooms; room++) {
            target.room("durable-" + room);
        }
        return IntStream.range(0, SPEAKERS)
                .mapToObj(i -> new Client.Place("durable-" + i % rooms, token))
                .toList();
    }

    /** Says things, on the crowd's loop; acks come in the order of the posts of a room, or nearly. */
    private static final class Speech {
        private final Crowd crowd;
        private final Histogram latency;
        private final Deque<Long> sent = new ArrayDeque<>();
        private long said;
        private long answered;
        private volatile boolean ended;

        private Speech(Crowd crowd, Histogram latency) {
            this.crowd = crowd;
            this.latency = latency;
        }

        private void begin() {
            crowd.onAnswered(this::answered);
            for (int i = 0; i < SPEAKERS * ON_THEIR_WAY; i++) {
                say();
            }
        }

        private void answered() {
            for (; answered < crowd.acked(); answered++) {
                latency.recordValue(System.nanoTime() - sent.remove());
                if (!ended) {
                    say();
                }
            }
        }

        private void say() {
            List<Client> speakers = crowd.clients();
            var speaker = speakers.get((int) (said % speakers.size()));
            sent.add(System.nanoTime());
            // No mark: nobody is to hear it, only the ack counts.
            speaker.send(crowd.dialect().say(speaker.room(), "inlägg " + said, said));
            said++;
        }
    }
}
