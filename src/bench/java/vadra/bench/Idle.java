package vadra.bench;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import vadra.bench.server.Dialect;
import vadra.bench.server.Effort;
import vadra.bench.server.Processes;
import vadra.bench.server.Target;
import vadra.bench.server.VadraTarget;

/**
 * People who are there, each signed in as somebody else where one signs in, and say nothing.
 *
 * @param count how many
 */
record Idle(int count) {
    private static final int FEW = 1_000;
    private static final int REST_MS = 5_000;

    /** What each costs in memory, once the server has had some others. */
    void memory(Target target, Report report) {
        var seats = seats(target, count);
        try (var warm = new Crowd(target, "")) {
            warm.open(seats.subList(0, Math.min(FEW, count)));
        }
        Processes.pause(REST_MS);
        long heap = liveHeap(target);
        long resident = Processes.residentKb(target.pid());
        try (var crowd = new Crowd(target, "")) {
            crowd.open(seats);
            Processes.pause(REST_MS);
            heap = liveHeap(target) - heap;
            long all = Processes.residentKb(target.pid());
            double grown = (all - resident) / (double) count;
            var values = new JsonObject()
                    .put("server", target.name())
                    .put("connections", count)
                    .put("liveHeapKbEach", heap / 1_024.0 / count)
                    .put("residentKbEach", grown)
                    .put("residentMb", all / 1_024);
            report.add("idle", line(values), values);
        }
    }

    private static String line(JsonObject values) {
        return String.format(
                Locale.ROOT,
                "%s, %d connections: %.2f kB of live heap each, %.2f kB resident each, %d MB resident in all",
                values.getString("server"),
                values.getInteger("connections"),
                values.getDouble("liveHeapKbEach"),
                values.getDouble("residentKbEach"),
                values.getLong("residentMb"));
    }

    /** After two collections: what the first one only found to be unreachable is gone with the second. */
    private static long liveHeap(Target target) {
        if (!(target instanceof VadraTarget)) {
            return 0;
        }
        return Math.min(Processes.liveHeapBytes(target.pid()), Processes.liveHeapBytes(target.pid()));
    }

    /** How fast they come in, once the server has had all of them {@code before} times. */
    void connects(Target target, int before, Report report) {
        // Others each time, so that the sessions of those who are measured are in no cache.
        var seats = seats(target, count * (before + 1));
        for (int i = 0; i < before; i++) {
            try (var warm = new Crowd(target, "")) {
                warm.open(seats.subList(i * count, (i + 1) * count));
            }
            Processes.pause(REST_MS);
        }
        try (var crowd = new Crowd(target, "")) {
            var effort = Effort.of(target);
            crowd.open(seats.subList(before * count, seats.size()));
            effort = Effort.of(target).since(effort);
            reportConnects(target, effort, crowd.retries(), report);
        }
    }

    private void reportConnects(Target target, Effort effort, int retries, Report report) {
        report.add(
                "connects",
                String.format(
                        Locale.ROOT,
                        "%s, %d: %.0f a second, %.0f µs of the server and %.0f µs of the database each, clients %.0f %% of a core%s",
                        target.name(),
                        count,
                        count / effort.wall(),
                        effort.server() * 1e6 / count,
                        effort.database() * 1e6 / count,
                        effort.clientLoad() * 100,
                        effort.doubt().isEmpty() ? "" : " (" + effort.doubt() + ")"),
                new JsonObject()
                        .put("server", target.name())
                        .put("connections", count)
                        .put("perSecond", count / effort.wall())
                        .put("serverMicrosEach", effort.server() * 1e6 / count)
                        .put("clientLoad", effort.clientLoad())
                        .put("retries", retries)
                        .put("doubt", effort.doubt()));
    }

    private static List<Dialect.Seat> seats(Target target, int people) {
        target.room("bench-idle");
        return target.speakers(people).stream()
                .map(token -> new Dialect.Seat("bench-idle", token))
                .toList();
    }
}
