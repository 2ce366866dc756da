package vadra.bench;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * What was measured of one server under one load.
 *
 * @param cpu processor seconds of the server per million deliveries
 * @param withDatabase the same with the database's
 * @param perSecond deliveries a second
 * @param p50 and the others: from saying to hearing, in milliseconds
 * @param lost deliveries that never came
 */
record Figures(
        String load,
        String server,
        double cpu,
        double withDatabase,
        double perSecond,
        double p50,
        double p99,
        double p999,
        long lost) {
    static String head() {
        return "%-28s %-10s %9s %9s %12s %8s %8s %8s %6s"
                .formatted("load", "server", "CPU s/M", "with DB", "deliveries/s", "p50 ms", "p99 ms", "p99.9", "lost");
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "%-28s %-10s %9.2f %9.2f %12.0f %8.1f %8.1f %8.1f %6d",
                load,
                server,
                cpu,
                withDatabase,
                perSecond,
                p50,
                p99,
                p999,
                lost);
    }

    JsonObject json() {
        return new JsonObject()
                .put("load", load)
                .put("server", server)
                .put("cpuSecondsPerMillion", cpu)
                .put("cpuSecondsPerMillionWithDatabase", withDatabase)
                .put("deliveriesPerSecond", perSecond)
                .put("p50Ms", p50)
                .put("p99Ms", p99)
                .put("p999Ms", p999)
                .put("lost", lost);
    }
}
