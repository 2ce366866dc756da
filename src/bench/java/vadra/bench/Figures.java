package vadra.bench;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of one server under one load.
 *
 * @param cpu processor seconds of the server per million deliveries
 * @param withDatabase the same with the database's
 * @param perSecond deliveries a second
 * @param bytes of frames per delivery, as they came in
 * @param p50 and the others: from saying to hearing, in milliseconds
 * @param lost deliveries that never came
 * @param clients how much of their core the clients had, 0 to 1
 * @param doubt why the figures may be wrong, empty for no reason
 */
record Figures(
        String load,
        String server,
        double cpu,
        double withDatabase,
        double perSecond,
        double bytes,
        double p50,
        double p99,
        double p999,
        long lost,
        double clients,
        String doubt) {
    static String head() {
        return "%-24s %-9s %8s %8s %11s %6s %8s %8s %8s %6s %7s"
                .formatted(
                        "load",
                        "server",
                        "CPU s/M",
                        "with DB",
                        "per second",
                        "bytes",
                        "p50 ms",
                        "p99 ms",
                        "p99.9",
                        "lost",
                        "clients");
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "%-24s %-9s %8.2f %8.2f %11.0f %6.0f %8.1f %8.1f %8.1f %6d %6.0f%%%s",
                load,
                server,
                cpu,
                withDatabase,
                perSecond,
                bytes,
                p50,
                p99,
                p999,
                lost,
                clients * 100,
                doubt.isEmpty() ? "" : "  (" + doubt + ")");
    }

    /** The middle of several rounds, figure by figure; what was lost in any of them is lost. */
    static Figures median(List<Figures> rounds) {
        var any = rounds.get(0);
        return new Figures(
                any.load,
                any.server,
                median(rounds, Figures::cpu),
                median(rounds, Figures::withDatabase),
                median(rounds, Figures::perSecond),
                median(rounds, Figures::bytes),
                median(rounds, Figures::p50),
                median(rounds, Figures::p99),
                median(rounds, Figures::p999),
                rounds.stream().mapToLong(Figures::lost).sum(),
                median(rounds, Figures::clients),
                rounds.stream()
                        .map(Figures::doubt)
                        .filter(doubt -> !doubt.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    private static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        return Report.median(rounds.stream().mapToDouble(figure).toArray());
    }

    JsonObject json() {
        return new JsonObject()
                .put("load", load)
                .put("server", server)
                .put("cpuSecondsPerMillion", cpu)
                .put("cpuSecondsPerMillionWithDatabase", withDatabase)
                .put("deliveriesPerSecond", perSecond)
                .put("bytesPerDelivery", bytes)
                .put("p50Ms", p50)
                .put("p99Ms", p99)
                .put("p999Ms", p999)
                .put("lost", lost)
                .put("clientLoad", clients)
                .put("doubt", doubt);
    }
}
