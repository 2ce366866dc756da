package vadra.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import vadra.bench.server.Effort;
import vadra.bench.server.Processes;
import vadra.bench.server.VadraTarget;

/**
 * A room of a thousand at an even pace for a long time: does the server need more and more, or get slower and slower?
 *
 * @param minutes how long
 * @param rate messages a second
 */
record Soak(int minutes, int rate) {
    private static final int READERS = 1_000;
    private static final int EVERY_SECONDS = 10;
    private static final int LATE_SECONDS = 10;
    /** What is measured before is the warming up of caches and compilers, and is left out of the trend. */
    private static final double WARM_PART = 0.2;

    private static final Path CSV = Path.of("target/bench/soak.csv");
    private static final Path SVG = Path.of("target/bench/soak.svg");

    /**
     * Ten seconds of it.
     *
     * @param resident megabytes of the server
     * @param live megabytes of its heap after the last collection of the young
     * @param cores that the server used
     * @param lost deliveries of all so far that are overdue
     */
    record Sample(
            double minute,
            double resident,
            double live,
            double cores,
            double p50,
            double p99,
            double perSecond,
            long lost) {
        static String head() {
            return "minute,resident_mb,live_mb,cores,p50_ms,p99_ms,deliveries_per_second,lost";
        }

        String csv() {
            return String.format(
                    Locale.ROOT,
                    "%.2f,%.1f,%.0f,%.2f,%.1f,%.1f,%.0f,%d",
                    minute,
                    resident,
                    live,
                    cores,
                    p50,
                    p99,
                    perSecond,
                    lost);
        }
    }

    /** Runs it. */
    void run(VadraTarget target, int warm, Report report) {
        try (var crowd = new Crowd(target, "")) {
            crowd.open(Crowd.seats(target, 1, READERS));
            var speech = new Speech(crowd, crowd.speakers(1, READERS), READERS);
            speech.keep(16);
            Processes.pause(warm * 1_000L);
            speech.pace(rate);
            Processes.pause(warm * 500L);
            crowd.measure();
            System.out.println(Sample.head());
            var samples = new ArrayList<Sample>();
            long from = System.nanoTime();
            for (int i = 0; i < minutes * 60 / EVERY_SECONDS; i++) {
                var sample = sample(target, crowd, speech, from);
                System.out.println(sample.csv());
                samples.add(sample);
                write(samples);
            }
            conclude(samples, speech.endAndCount(), report);
        }
    }

    private Sample sample(VadraTarget target, Crowd crowd, Speech speech, long from) {
        var before = Effort.of(target);
        long delivered = crowd.delivered();
        Processes.pause(EVERY_SECONDS * 1_000L);
        var effort = Effort.of(target).since(before);
        var heard = crowd.take();
        return new Sample(
                (System.nanoTime() - from) / 60e9,
                Processes.residentKb(target.pid()) / 1_024.0,
                target.liveMegabytes(),
                effort.server() / effort.wall(),
                heard.ms(50),
                heard.ms(99),
                (heard.delivered() - delivered) / effort.wall(),
                Math.max(0, speech.expected() - (long) rate * LATE_SECONDS * READERS - heard.delivered()));
    }

    private static void write(List<Sample> samples) {
        var lines = samples.stream().map(Sample::csv).collect(Collectors.joining("\n"));
        try {
            Files.writeString(CSV, Sample.head() + "\n" + lines + "\n");
            Files.writeString(SVG, SoakChart.of(samples));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void conclude(List<Sample> samples, long lost, Report report) {
        var settled = samples.subList((int) (samples.size() * WARM_PART), samples.size());
        double resident = slope(settled, Sample::resident) * 60;
        double live = slope(settled, Sample::live) * 60;
        double p99 = slope(settled, Sample::p99) * 60;
        report.add(
                "soak",
                String.format(
                        Locale.ROOT,
                        "%d min at %d/s: resident %+.1f MB an hour, live heap %+.1f MB an hour, p99 %+.2f ms an hour, lost %d; see %s and %s",
                        minutes,
                        rate,
                        resident,
                        live,
                        p99,
                        lost,
                        CSV,
                        SVG),
                new JsonObject()
                        .put("minutes", minutes)
                        .put("rate", rate)
                        .put("residentMbPerHour", resident)
                        .put("liveMbPerHour", live)
                        .put("p99MsPerHour", p99)
                        .put("lost", lost));
    }

    /** The slope of the line that lies closest, by least squares, to a figure over the minutes; 0 for a single one. */
    static double slope(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        double minute = samples.stream().mapToDouble(Sample::minute).average().orElse(0);
        double middle = samples.stream().mapToDouble(figure).average().orElse(0);
        double across = samples.stream()
                .mapToDouble(sample -> (sample.minute() - minute) * (figure.applyAsDouble(sample) - middle))
                .sum();
        double along = samples.stream()
                .mapToDouble(sample -> Math.pow(sample.minute() - minute, 2))
                .sum();
        return along == 0 ? 0 : across / along;
    }
}
