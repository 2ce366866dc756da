package vadra.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vadra.bench.server.Effort;
import vadra.bench.server.Processes;
import vadra.bench.server.Target;

/**
 * People listen in rooms, and one in each room speaks.
 *
 * @param rate messages a second over all rooms, 0 for as many as keep {@code inFlight} on their way
 * @param inFlight messages that have not reached all of their listeners yet
 * @param headers further lines of the handshake
 */
record FanOut(String name, int rooms, int each, int rate, int inFlight, String headers) {
    /** How the names of loads end that are another, compressed. */
    static final String COMPRESSED = "-compressed";

    private static final String DEFLATE =
            "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; client_no_context_takeover\r\n";

    /** In the order in which they are measured. */
    static final Map<String, FanOut> ALL = Stream.of(
                    new FanOut("1000-one", 1, 1_000, 0, 1, ""),
                    new FanOut("1000-eight", 1, 1_000, 0, 8, ""),
                    new FanOut("1000-at-20", 1, 1_000, 20, 0, ""),
                    new FanOut("1000-at-100", 1, 1_000, 100, 0, ""),
                    new FanOut("1000-at-100" + COMPRESSED, 1, 1_000, 100, 0, DEFLATE),
                    new FanOut("1000-at-300", 1, 1_000, 300, 0, ""),
                    new FanOut("1000-saturated", 1, 1_000, 0, 64, ""),
                    new FanOut("10000-one", 1, 10_000, 0, 1, ""),
                    new FanOut("1000-rooms-of-10", 1_000, 10, 0, 1_000, ""),
                    new FanOut("20-quiet-rooms-of-10", 20, 10, 20, 0, ""))
            .collect(Collectors.toMap(
                    FanOut::name, load -> load, (first, second) -> first, LinkedHashMap<String, FanOut>::new));

    private static final int WARM_IN_FLIGHT = 16;

    /** Whether a server can be asked for it: the peers are set up without compression. */
    boolean fits(String server) {
        return headers.isEmpty() || server.equals("vadra");
    }

    /**
     * Runs it.
     *
     * @param warm seconds as fast as it goes, so that what a virtual machine compiles is compiled, whatever the load; and
     *     half of them at the load's own pace
     * @param seconds how long it is measured
     */
    Figures run(Target target, int warm, int seconds) {
        try (var crowd = new Crowd(target, headers)) {
            crowd.open(Crowd.seats(target, rooms, each));
            var speech = new Speech(crowd, crowd.speakers(rooms, each), each);
            speech.keep(inFlight > 0 ? inFlight : WARM_IN_FLIGHT);
            Processes.pause(warm * 1_000L);
            if (rate > 0) {
                speech.pace(rate);
                Processes.pause(warm * 500L);
            }
            crowd.measure();
            var before = Effort.of(target);
            long from = crowd.delivered();
            Processes.pause(seconds * 1_000L);
            var effort = Effort.of(target).since(before);
            var heard = crowd.take();
            return figures(target.name(), effort, heard, heard.delivered() - from, speech.endAndCount());
        }
    }

    private Figures figures(String server, Effort effort, Crowd.Heard heard, long deliveries, long lost) {
        double millions = deliveries / 1e6;
        return new Figures(
                name,
                server,
                effort.server() / millions,
                (effort.server() + effort.database()) / millions,
                deliveries / effort.wall(),
                (double) heard.bytes() / deliveries,
                heard.ms(50),
                heard.ms(99),
                heard.ms(99.9),
                lost,
                effort.clientLoad(),
                effort.doubt());
    }
}
