package vadra.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import vadra.evaluate.Cascades.Cascade;
import vadra.velocity.Forecast;

/**
 * How large cascades become, told at 30 and at 60 minutes. Twice: by the coefficients that are shipped, which have seen the
 * development data, and by such that were fitted on four fifths of the cascades and judge the fifth, by their number.
 */
final class ForecastExperiment implements Experiment {
    private static final int FOLDS = 5;
    private static final int ENOUGH = 50;

    @Override
    public String name() {
        return "Forecast of the final size (cascades)";
    }

    @Override
    public List<Row> run(Path data) throws IOException {
        var cascades = Cascades.read(data);
        var rows = new ArrayList<Row>();
        if (cascades.size() < ENOUGH) {
            return rows;
        }
        for (int age : new int[] {1800, 3600}) {
            rows.addAll(judge(cascades, age, crossed(cascades, age), "cross-fitted"));
            rows.addAll(judge(cascades, age, shipped(cascades, age), "shipped"));
        }
        return rows;
    }

    private static List<Forecast> shipped(List<Cascade> cascades, int age) {
        return cascades.stream()
                .map(cascade -> Forecast.of(cascade.at(age).features(age * 1000L), age))
                .toList();
    }

    private static List<Forecast> crossed(List<Cascade> cascades, int age) {
        IntFunction<List<Cascade>> others = fold -> IntStream.range(0, cascades.size())
                .filter(number -> number % FOLDS != fold)
                .mapToObj(cascades::get)
                .toList();
        var fits = IntStream.range(0, FOLDS)
                .mapToObj(fold -> FitForecast.fit(others.apply(fold), age))
                .toList();
        return IntStream.range(0, cascades.size())
                .mapToObj(number -> {
                    var features = cascades.get(number).at(age).features(age * 1000L);
                    double[] ends = fits.get(number % FOLDS).quantiles(features.vector());
                    double now = features.posts();
                    return new Forecast(now * Math.exp(ends[0]), now * Math.exp(ends[1]), now * Math.exp(ends[2]));
                })
                .toList();
    }

    private static List<Row> judge(List<Cascade> cascades, int age, List<Forecast> forecasts, String how) {
        double[] truth = cascades.stream().mapToDouble(Cascade::size).toArray();
        double[] told = forecasts.stream().mapToDouble(Forecast::middle).toArray();
        double[] errors = new double[truth.length];
        int inside = 0;
        for (int number = 0; number < truth.length; number++) {
            errors[number] = 100 * Math.abs(told[number] - truth[number]) / truth[number];
            var forecast = forecasts.get(number);
            inside += truth[number] >= forecast.low() && truth[number] <= forecast.high() ? 1 : 0;
        }
        Arrays.sort(errors);
        boolean early = age == 1800;
        var at = age / 60 + " min, " + how + ": ";
        return List.of(
                row(at + "Spearman", Statistics.spearman(told, truth), "", early ? ".65;.69" : ".72;.77"),
                row(at + "AP of the top decile", Statistics.topDecile(told, truth), "", early ? ".58;.63" : ".67;.73"),
                row(at + "median error", errors[errors.length / 2], "%", early ? "33;27" : "25;20"),
                row(at + "80 % interval holds", (double) inside / truth.length, "", ".72–.88;.76–.84"));
    }

    private static Row row(String metric, double value, String unit, String bounds) {
        var ends = bounds.split(";", -1);
        return new Row(metric, value, unit, ends[0], ends[1], "-");
    }
}
