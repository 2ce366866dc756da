package vadra.bench;

import java.util.Collections;
import java.util.Locale;

/**
 * People who are there and say nothing.
 *
 * @param count how many
 * @param signedIn whether each shows a token
 */
record Idle(int count, boolean signedIn) {
    /** Runs it; a line for the table. */
    String run(Target target) {
        try (var warm = new Crowd(target, "")) {
            warm.open(places(target, 1_000));
        }
        VadraTarget.pause(3_000);
        boolean ours = target instanceof VadraTarget;
        long heap = ours ? Processes.liveHeapBytes(target.pid()) : 0;
        long resident = Processes.residentKb(target.pid());
        try (var crowd = new Crowd(target, "")) {
            double cpu = Processes.seconds(target.pid());
            long began = System.nanoTime();
            crowd.open(places(target, count));
            double took = (System.nanoTime() - began) / 1e9;
            cpu = Processes.seconds(target.pid()) - cpu;
            VadraTarget.pause(3_000);
            heap = ours ? Processes.liveHeapBytes(target.pid()) - heap : 0;
            long grown = Processes.residentKb(target.pid()) - resident;
            return String.format(
                    Locale.ROOT,
                    "%s, %d idle: %.0f connects/s (%.1f s of CPU), %d bytes of live heap each, %.1f kB resident each, %d MB in all",
                    target.name(),
                    count,
                    count / took,
                    cpu,
                    heap / count,
                    grown / (double) count,
                    Processes.residentKb(target.pid()) / 1_024);
        }
    }

    private java.util.List<Client.Place> places(Target target, int many) {
        target.room("bench-idle");
        var token = signedIn ? target.speaker("Bench") : "";
        return Collections.nCopies(many, new Client.Place("bench-idle", token));
    }
}
