package vadra.evaluate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Numenta Anomaly Benchmark's way to score alerts (Lavin and Ahmad 2015), by its published definition.
 *
 * <p>In a window that is labelled the earliest alert counts, by a sigmoid that is largest at the window's left edge; a
 * window without an alert costs; an alert outside costs by how long after the last window it is. The first 15 %, at most
 * 750 rows, are probation. A corpus' score is 0 for no alert at all, and 100 for an alert at the beginning of every window.
 */
final class Nab {
    private static final double PROBATION = .15;
    private static final int LONGEST_PROBATION_OF = 5000;

    private Nab() {}

    /** A series with its labelled windows, as first and last row. */
    record Series(String name, List<Double> values, List<Window> windows) {
        /** Rows that do not count. */
        int probation() {
            return (int) Math.min(Math.floor(PROBATION * values.size()), PROBATION * LONGEST_PROBATION_OF);
        }
    }

    record Window(int first, int last) {
        int rows() {
            return last - first + 1;
        }
    }

    /** What an alert in a window, one outside, and a window without one weigh. */
    record Profile(String name, double hit, double falseAlert, double miss) {}

    static List<Series> series(Path folder) throws IOException {
        var all = new ArrayList<Series>();
        var windows = folder.resolve("windows.json");
        if (!Files.exists(windows)) {
            return all;
        }
        var labels = new JsonObject(Files.readString(windows));
        for (var file : Tables.files(folder, ".csv", ".csv.gz")) {
            var name = file.getFileName().toString().replaceFirst("\\.gz$", "");
            var rows = Tables.rows(file, ",");
            var times = rows.stream().map(row -> time(row[0])).toList();
            all.add(new Series(
                    name,
                    rows.stream().map(row -> Double.parseDouble(row[1])).toList(),
                    windows(labels.getJsonArray(name, new JsonArray()), times)));
        }
        return all;
    }

    static List<Profile> profiles(Path folder) throws IOException {
        var json = new JsonObject(Files.readString(folder.resolve("profiles.json")));
        return json.fieldNames().stream()
                .map(name -> {
                    var costs = json.getJsonObject(name).getJsonObject("CostMatrix");
                    return new Profile(
                            name,
                            costs.getDouble("tpWeight"),
                            costs.getDouble("fpWeight"),
                            costs.getDouble("fnWeight"));
                })
                .toList();
    }

    /** From 0 for a detector that never alerts to 100 for a perfect one, over all series. */
    static double score(Map<Series, List<Integer>> alerts, Profile profile) {
        double sum = 0;
        double nothing = 0;
        double perfect = 0;
        for (var entry : alerts.entrySet()) {
            sum += raw(entry.getKey(), entry.getValue(), profile);
            nothing -= profile.miss() * entry.getKey().windows().size();
            perfect += profile.hit() * entry.getKey().windows().size();
        }
        return 100 * (sum - nothing) / (perfect - nothing);
    }

    private static double raw(Series series, List<Integer> alerts, Profile profile) {
        var best = new LinkedHashMap<Window, Double>();
        // A window that lies in the probation altogether is not scored.
        series.windows().stream()
                .filter(window -> window.last() >= series.probation())
                .forEach(window -> best.put(window, -profile.miss()));
        double outside = 0;
        for (int row : alerts) {
            if (row < series.probation()) {
                continue;
            }
            var last = series.windows().stream()
                    .filter(window -> window.first() <= row)
                    .reduce((one, other) -> other);
            if (last.isPresent() && row <= last.get().last()) {
                double place = -(last.get().last() - row + 1.0) / last.get().rows();
                best.merge(last.get(), profile.hit() * sigmoid(place) / sigmoid(-1), Math::max);
            } else {
                outside += profile.falseAlert()
                        * last.map(window -> after(window, row)).orElse(-1.0);
            }
        }
        return outside + best.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double after(Window window, int row) {
        return sigmoid((row - window.last()) / (window.rows() - 1.0));
    }

    private static double sigmoid(double place) {
        return place > 3 ? -1 : 2 / (1 + Math.exp(5 * place)) - 1;
    }

    private static List<Window> windows(JsonArray labels, List<LocalDateTime> times) {
        var windows = new ArrayList<Window>();
        for (int label = 0; label < labels.size(); label++) {
            var from = time(labels.getJsonArray(label).getString(0));
            var to = time(labels.getJsonArray(label).getString(1));
            int first = (int) times.stream().filter(time -> time.isBefore(from)).count();
            int last = (int) times.stream().filter(time -> !time.isAfter(to)).count() - 1;
            windows.add(new Window(first, last));
        }
        return windows;
    }

    private static LocalDateTime time(String text) {
        return LocalDateTime.parse(text.substring(0, 19).replace(' ', 'T'));
    }
}
