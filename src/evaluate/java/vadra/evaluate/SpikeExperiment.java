package vadra.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import vadra.evaluate.Nab.Series;
import vadra.velocity.Bins;
import vadra.velocity.Spike;

/** Spikes in mentions per five minutes, with the shipped defaults. */
final class SpikeExperiment implements Experiment {
    private static final long SEED = 20_261_125;
    private static final int THINNINGS = 5;

    @Override
    public String name() {
        return "Spikes (NAB realTweets, shipped defaults, one threshold)";
    }

    @Override
    public List<Row> run(Path data) throws IOException {
        var rows = new ArrayList<Row>();
        var folder = data.resolve("nab");
        var series = Nab.series(folder);
        if (series.isEmpty()) {
            return rows;
        }
        for (var profile : Nab.profiles(folder)) {
            var known = Known.of(profile.name());
            rows.add(new Row(
                    profile.name(), Nab.score(alerts(series), profile), "", known.floor, known.goal, known.published));
        }
        var standard = Nab.profiles(folder).get(0);
        rows.add(new Row("thinned to 50 %: " + standard.name(), thinned(series, standard), "", "65", "74", "-"));
        for (var one : series) {
            rows.add(new Row(
                    one.name() + ": " + standard.name(), Nab.score(alerts(List.of(one)), standard), "", "", "", ""));
        }
        return rows;
    }

    static Map<Series, List<Integer>> alerts(List<Series> all) {
        var alerts = new LinkedHashMap<Series, List<Integer>>();
        all.forEach(series -> alerts.put(series, alerts(series)));
        return alerts;
    }

    private static List<Integer> alerts(Series series) {
        var alerts = new ArrayList<Integer>();
        var bins = new Bins();
        var spike = new Spike(5);
        for (int row = 0; row < series.values().size(); row++) {
            bins.add(row, (int) Math.round(series.values().get(row)));
            if (spike.close(bins, row)) {
                alerts.add(row);
            }
        }
        return alerts;
    }

    /** The mean over some thinnings, since one is a throw of dice. */
    private static double thinned(List<Series> all, Nab.Profile profile) {
        var random = new Random(SEED);
        double sum = 0;
        for (int time = 0; time < THINNINGS; time++) {
            sum += Nab.score(
                    alerts(all.stream().map(series -> half(series, random)).toList()), profile);
        }
        return sum / THINNINGS;
    }

    private static Series half(Series series, Random random) {
        var values = series.values().stream()
                .map(value -> (double) random.ints(Math.round(value), 0, 2).sum())
                .toList();
        return new Series(series.name(), values, series.windows());
    }

    enum Known {
        STANDARD("75", "82", "81.8"),
        LOW_FALSE("66", "74", "73.1"),
        LOW_MISS("80", "88", "87.9");

        private final String floor;
        private final String goal;
        private final String published;

        Known(String floor, String goal, String published) {
            this.floor = floor;
            this.goal = goal;
            this.published = published;
        }

        static Known of(String profile) {
            return profile.contains("FP") ? LOW_FALSE : profile.contains("FN") ? LOW_MISS : STANDARD;
        }
    }
}
