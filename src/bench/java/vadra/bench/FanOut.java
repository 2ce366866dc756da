package vadra.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * People listen in rooms, and one in each room speaks.
 *
 * @param rate messages a second over all rooms, 0 for as many as keep {@code inFlight} on their way
 * @param inFlight messages that have not reached all of their listeners yet
 */
record FanOut(String name, int rooms, int each, int rate, int inFlight, String headers) {
    static final Map<String, FanOut> ALL = Map.of(
            "1000-one", new FanOut("1000-one", 1, 1_000, 0, 1, ""),
            "1000-eight", new FanOut("1000-eight", 1, 1_000, 0, 8, ""),
            "1000-at-20", new FanOut("1000-at-20", 1, 1_000, 20, 0, ""),
            "1000-at-100", new FanOut("1000-at-100", 1, 1_000, 100, 0, ""),
            "1000-at-300", new FanOut("1000-at-300", 1, 1_000, 300, 0, ""),
            "1000-saturated", new FanOut("1000-saturated", 1, 1_000, 0, 64, ""),
            "10000-one", new FanOut("10000-one", 1, 10_000, 0, 1, ""),
            "1000-rooms-of-10", new FanOut("1000-rooms-of-10", 1_000, 10, 0, 1_000, ""));

    /** As fast as it goes, so that what a virtual machine compiles is compiled, whatever the load. */
    private static final int WARM_SECONDS = 15;

    private static final int WARM_IN_FLIGHT = 16;
    private static final int SETTLE_SECONDS = 10;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Runs it for so many seconds. */
    Figures run(Target target, int seconds) {
        try (var crowd = new Crowd(target, headers)) {
            crowd.open(Client.Place.all(rooms, each, target));
            var speech = new Speech(crowd, speakers(crowd), each);
            crowd.loop().execute(() -> speech.keep(inFlight > 0 ? inFlight : WARM_IN_FLIGHT));
            VadraTarget.pause(WARM_SECONDS * 1_000L);
            if (rate > 0) {
                crowd.loop().execute(() -> speech.pace(rate));
                VadraTarget.pause(SETTLE_SECONDS * 1_000L);
            }
            crowd.measure();
            var before = Effort.of(target);
            long from = crowd.delivered();
            VadraTarget.pause(seconds * 1_000L);
            var effort = Effort.of(target).since(before);
            long deliveries = crowd.delivered() - from;
            speech.end();
            return figures(target.name(), effort, deliveries, crowd.latency(), awaitAll(crowd, speech));
        }
    }

    private Figures figures(String server, Effort effort, long deliveries, Histogram latency, long lost) {
        double millions = deliveries / 1e6;
        return new Figures(
                name,
                server,
                effort.server() / millions,
                (effort.server() + effort.database()) / millions,
                deliveries / effort.wall(),
                latency.getValueAtPercentile(50) / 1e6,
                latency.getValueAtPercentile(99) / 1e6,
                latency.getValueAtPercentile(99.9) / 1e6,
                lost);
    }

    private List<Client> speakers(Crowd crowd) {
        return java.util.stream.IntStream.range(0, rooms)
                .mapToObj(room -> crowd.clients().get(room * each))
                .toList();
    }

    private long awaitAll(Crowd crowd, Speech speech) {
        long expected = speech.said() * each;
        try {
            Crowd.await(() -> crowd.delivered() >= expected, 10, "the last deliveries");
        } catch (IllegalStateException late) {
            System.out.println(late.getMessage());
        }
        return expected - crowd.delivered();
    }

    /** Says things, on the crowd's loop. */
    private static final class Speech {
        private final Crowd crowd;
        private final List<Client> speakers;
        private final int each;
        private final AtomicLong said = new AtomicLong();
        private volatile boolean ended;

        private Speech(Crowd crowd, List<Client> speakers, int each) {
            this.crowd = crowd;
            this.speakers = speakers;
            this.each = each;
        }

        /** Keeps so many messages on their way. */
        private void keep(int inFlight) {
            crowd.onDelivered(() -> {
                while (!ended && said.get() - crowd.delivered() / each < inFlight) {
                    say();
                }
            });
            for (int i = 0; i < inFlight; i++) {
                say();
            }
        }

        /** Says so many a second, from now on. */
        private void pace(int rate) {
            crowd.onDelivered(() -> {});
            long every = SECOND / rate;
            var unused = crowd.loop().scheduleAtFixedRate(this::say, every, every, TimeUnit.NANOSECONDS);
        }

        private void say() {
            if (ended) {
                return;
            }
            long n = said.getAndIncrement();
            var speaker = speakers.get((int) (n % speakers.size()));
            var text = Client.MARK
                    + "%016d ".formatted(System.nanoTime())
                    + crowd.dialect().filler();
            speaker.send(crowd.dialect().say(speaker.room(), text, n));
        }

        private void end() {
            ended = true;
        }

        private long said() {
            return said.get();
        }
    }
}
