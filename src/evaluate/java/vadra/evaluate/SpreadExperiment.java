package vadra.evaluate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import vadra.velocity.Kernel;
import vadra.velocity.Posterior;
import vadra.velocity.Spread;

/** R: the posterior in closed form beside stored ones of EpiEstim, and the streaming one on runs whose R is known. */
final class SpreadExperiment implements Experiment {
    private static final String EPIESTIM = "EpiEstim";
    private static final double BETWEEN_READINGS = 60;

    @Override
    public String name() {
        return "R (EpiEstim's figures, branching processes)";
    }

    @Override
    public List<Row> run(Path data) throws IOException {
        var rows = new ArrayList<Row>();
        var golden = data.resolve("rt/cori_golden.json");
        if (Files.exists(golden)) {
            double worst = worst(new JsonObject(Files.readString(golden)));
            rows.add(new Row("largest relative error", worst, "", "1e-6", "1e-9", EPIESTIM));
        }
        var runs = new LinkedHashMap<String, List<String[]>>();
        for (var row : Tables.rows(data.resolve("rt/branching.tsv.gz"), "\t")) {
            runs.computeIfAbsent(row[0], name -> new ArrayList<>()).add(row);
        }
        if (!runs.isEmpty()) {
            int[] sums = new int[2];
            runs.values().forEach(run -> follow(run, sums));
            rows.add(new Row("90 % interval holds", (double) sums[0] / sums[1], "", ".85", ".90–.98", EPIESTIM));
        }
        return rows;
    }

    private static double worst(JsonObject golden) {
        double worst = 0;
        for (var name : golden.fieldNames()) {
            var set = golden.getJsonObject(name);
            var rows = set.getJsonArray("rows");
            for (int row = 0; row < rows.size(); row++) {
                worst = Math.max(worst, error(set, rows.getJsonObject(row)));
            }
        }
        return worst;
    }

    private static double error(JsonObject set, JsonObject expected) {
        var cases = set.getJsonArray("incidence");
        double shape = Math.pow(set.getDouble("prior_mean") / set.getDouble("prior_std"), 2);
        double sum = 0;
        double pressure = 0;
        for (int day = expected.getInteger("t_start"); day <= expected.getInteger("t_end"); day++) {
            sum += cases.getDouble(day - 1);
            pressure += pressure(cases, set.getJsonArray("si_distr"), day - 1);
        }
        var posterior = Posterior.of(shape, set.getDouble("prior_mean") / shape, sum, pressure);
        double[] pairs = {
            posterior.mean(),
            expected.getDouble("mean"),
            Math.sqrt(posterior.shape()) / posterior.rate(),
            expected.getDouble("std"),
            posterior.quantile(.025),
            expected.getDouble("q025"),
            posterior.quantile(.5),
            expected.getDouble("median"),
            posterior.quantile(.975),
            expected.getDouble("q975")
        };
        double worst = 0;
        for (int pair = 0; pair < pairs.length; pair += 2) {
            worst = Math.max(worst, Math.abs(pairs[pair] / pairs[pair + 1] - 1));
        }
        return worst;
    }

    private static double pressure(JsonArray cases, JsonArray delays, int day) {
        double sum = 0;
        for (int back = 0; back < delays.size() && back <= day; back++) {
            sum += delays.getDouble(back) * cases.getDouble(day - back);
        }
        return sum;
    }

    private static void follow(List<String[]> run, int[] sums) {
        var spread = new Spread(Kernel.LIVE_CHAT);
        double now = 0;
        double next = BETWEEN_READINGS;
        for (var row : run) {
            double at = Double.parseDouble(row[2]);
            for (; next <= at; next += BETWEEN_READINGS) {
                count(spread.posterior(next - now), Double.parseDouble(row[1]), sums);
            }
            spread.advance(at - now);
            spread.add(row[3].equals("1"));
            now = at;
        }
        count(spread.posterior(0), Double.parseDouble(run.get(0)[1]), sums);
    }

    private static void count(Posterior posterior, double truth, int[] sums) {
        sums[0] += posterior.quantile(.05) <= truth && truth <= posterior.quantile(.95) ? 1 : 0;
        sums[1]++;
    }
}
