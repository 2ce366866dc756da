package vadra.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The fast part of the evaluation, so that a change that makes a figure worse fails the build. */
class EngineFiguresTest {
    private static final Path DATA = Path.of(System.getProperty("evaluate.data", "../shared/data"));

    @BeforeAll
    static void thereIsData() {
        assumeTrue(
                Files.isDirectory(DATA),
                "no evaluation data at " + DATA.toAbsolutePath().normalize()
                        + ": the engine's figures are not checked");
    }

    @Test
    void spikesAreFoundAsWellAsTheGoalSays() throws IOException {
        var figures = figures(new SpikeExperiment());
        assumeTrue(!figures.isEmpty(), "no nab/ in the evaluation data");
        assertThat(figures.get("standard")).isGreaterThan(82);
        assertThat(figures.get("reward_low_FP_rate")).isGreaterThan(74);
        assertThat(figures.get("reward_low_FN_rate")).isGreaterThan(87);
        assertThat(figures.get("thinned to 50 %: standard")).isGreaterThan(80);
    }

    @Test
    void theEndOfACascadeIsToldBeforehand() throws IOException {
        var figures = figures(new ForecastExperiment());
        assumeTrue(!figures.isEmpty(), "no cascades/ in the evaluation data");
        assertThat(figures.get("30 min, cross-fitted: Spearman")).isGreaterThan(.72);
        assertThat(figures.get("30 min, cross-fitted: AP of the top decile")).isGreaterThan(.65);
        assertThat(figures.get("30 min, cross-fitted: median error")).isLessThan(28);
        assertThat(figures.get("30 min, cross-fitted: 80 % interval holds")).isBetween(.76, .84);
        assertThat(figures.get("60 min, cross-fitted: Spearman")).isGreaterThan(.78);
        assertThat(figures.get("60 min, cross-fitted: AP of the top decile")).isGreaterThan(.70);
        assertThat(figures.get("60 min, cross-fitted: median error")).isLessThan(22);
        assertThat(figures.get("60 min, cross-fitted: 80 % interval holds")).isBetween(.76, .84);
    }

    @Test
    void rIsWhatEpiEstimSaysAndItsIntervalHolds() throws IOException {
        var figures = figures(new SpreadExperiment());
        assumeTrue(!figures.isEmpty(), "no rt/ in the evaluation data");
        assertThat(figures.get("largest relative error")).isLessThan(1e-9);
        assertThat(figures.get("90 % interval holds")).isBetween(.90, .98);
    }

    @Test
    void statesReplayAndMergeExactly() throws IOException {
        assertThat(figures(new StateExperiment()))
                .allSatisfy((metric, value) -> assertThat(value).isLessThan(1e-9));
    }

    @Test
    void theShippedCoefficientsAreThoseOfTheData() throws IOException {
        var cascades = Cascades.read(DATA);
        var shipped = Files.readAllLines(FitForecast.SHIPPED);
        assumeTrue(
                shipped.get(0).contains(" " + cascades.size() + " cascades"),
                "other cascades than those that the coefficients were fitted on");
        assertThat(FitForecast.lines(cascades)).isEqualTo(shipped);
    }

    private static Map<String, Double> figures(Experiment experiment) throws IOException {
        List<Row> rows = experiment.run(DATA);
        return rows.stream().collect(Collectors.toMap(Row::metric, Row::value));
    }
}
