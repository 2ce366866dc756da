package vadra.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Where a flight recording says that the time went: in the methods themselves, and in all that they call. */
final class Profile {
    private static final int MOST = 30;

    private Profile() {}

    /**
     * Prints the methods that were found running most often. Only the second half counts, so that what is compiled and
     * loaded at the start does not.
     */
    static void print(Path file) {
        var samples = samples(file);
        var half = samples.isEmpty()
                ? Instant.EPOCH
                : middle(
                        samples.get(0).getStartTime(),
                        samples.get(samples.size() - 1).getStartTime());
        var self = new HashMap<String, Integer>();
        var subtree = new HashMap<String, Integer>();
        var counted = samples.stream()
                .filter(sample -> sample.getStartTime().isAfter(half))
                .map(sample -> sample.getStackTrace().getFrames())
                .toList();
        for (var frames : counted) {
            self.merge(name(frames.get(0)), 1, Integer::sum);
            frames.stream().map(Profile::name).distinct().forEach(method -> subtree.merge(method, 1, Integer::sum));
        }
        print("by self", self, counted.size());
        print("by subtree", subtree, counted.size());
    }

    private static List<RecordedEvent> samples(Path file) {
        var samples = new ArrayList<RecordedEvent>();
        try (var recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                var event = recording.readEvent();
                if (event.getEventType().getName().equals("jdk.ExecutionSample") && event.getStackTrace() != null) {
                    samples.add(event);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        samples.sort(Comparator.comparing(RecordedEvent::getStartTime));
        return samples;
    }

    private static Instant middle(Instant from, Instant to) {
        return from.plus(Duration.between(from, to).dividedBy(2));
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private static void print(String title, Map<String, Integer> counts, int samples) {
        System.out.println(title + ", of " + samples + " samples:");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST)
                .forEach(method -> System.out.println(String.format(
                        Locale.ROOT, "%6.1f %%  %s", method.getValue() * 100.0 / samples, method.getKey())));
    }
}
