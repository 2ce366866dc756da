package vadra.bench;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import vadra.bench.server.Processes;
import vadra.bench.server.VadraTarget;

/**
 * One of many readers of a busy room stops to read: what that costs the others and the server, and whether it gets all it
 * missed in the end.
 *
 * @param seconds for how long it stops
 */
record SlowReader(int seconds) {
    private static final int READERS = 2_000;
    private static final int RATE = 100;
    private static final int WARM_IN_FLIGHT = 16;
    private static final int BEFORE_SECONDS = 20;
    private static final int PATIENCE_SECONDS = 60;

    /** Runs it. */
    void run(VadraTarget target, int warm, Report report) {
        try (var crowd = new Crowd(target, "")) {
            var seats = Crowd.seats(target, 1, READERS);
            crowd.open(seats);
            var speech = new Speech(crowd, crowd.speakers(1, READERS), READERS);
            speech.keep(WARM_IN_FLIGHT);
            Processes.pause(warm * 1_000L);
            speech.pace(RATE);
            var laggard = new Laggard(target.url(), seats.get(0).room());
            Processes.pause(warm * 500L);
            crowd.measure();
            Processes.pause(BEFORE_SECONDS * 1_000L);
            var values = new JsonObject().put("stoppedSeconds", seconds);
            stop(laggard, target, crowd, values);
            values.put("backAfterSeconds", comeBack(laggard)).put("lostByOthers", speech.endAndCount());
            laggard.ask();
            Processes.pause(1_000);
            report(
                    report,
                    values.put("closes", laggard.closes())
                            .put("seen", laggard.count())
                            .put("whole", laggard.isWhole()));
            laggard.close();
        }
    }

    private void stop(Laggard laggard, VadraTarget target, Crowd crowd, JsonObject values) {
        values.put("p99MsBefore", crowd.take().ms(99));
        values.put("residentMbBefore", Processes.residentKb(target.pid()) / 1_024);
        laggard.stop();
        Processes.pause(seconds * 1_000L);
        values.put("p99MsDuring", crowd.take().ms(99));
        values.put("residentMbAfter", Processes.residentKb(target.pid()) / 1_024);
        laggard.goOn();
    }

    private static double comeBack(Laggard laggard) {
        long began = System.nanoTime();
        Processes.pause(100);
        try {
            Crowd.await(
                    () -> {
                        laggard.ask();
                        Processes.pause(50);
                        return laggard.isWhole();
                    },
                    PATIENCE_SECONDS,
                    "the slow reader to be whole again");
        } catch (IllegalStateException late) {
            System.out.println(late.getMessage());
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static void report(Report report, JsonObject values) {
        report.add(
                "slow reader",
                String.format(
                        Locale.ROOT,
                        "stopped for %d s among %d at %d/s: the others' p99 %.1f ms before, %.1f ms meanwhile; server %d MB before, %d MB after; it was sent away %d times, had all again %.1f s after it read on (%s, %d events); the others lost %d",
                        values.getInteger("stoppedSeconds"),
                        READERS,
                        RATE,
                        values.getDouble("p99MsBefore"),
                        values.getDouble("p99MsDuring"),
                        values.getLong("residentMbBefore"),
                        values.getLong("residentMbAfter"),
                        values.getInteger("closes"),
                        values.getDouble("backAfterSeconds"),
                        values.getBoolean("whole") ? "whole" : "NOT WHOLE",
                        values.getLong("seen"),
                        values.getLong("lostByOthers")),
                values);
    }
}
