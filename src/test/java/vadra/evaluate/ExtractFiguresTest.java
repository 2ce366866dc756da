package vadra.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The fast part of the evaluation, on data that is in the project, with the figures below which something broke. */
class ExtractFiguresTest {
    private static final Path DATA = Path.of("src/test/resources/vadra/evaluate/data");

    @Test
    void spikesAreFoundAsWellAsTheGoalSays() throws IOException {
        var figures = figures(new SpikeExperiment());
        assertThat(figures.get("standard")).isGreaterThan(82);
        assertThat(figures.get("reward_low_FP_rate")).isGreaterThan(74);
        assertThat(figures.get("reward_low_FN_rate")).isGreaterThan(87);
        assertThat(figures.get("thinned to 50 %: standard")).isGreaterThan(80);
    }

    @Test
    void doubtIsToldFromOrdinaryQuestions() throws IOException {
        var figures = figures(new ProductChat());
        assertThat(figures.get("Swedish and English cue F1, mean of the two below"))
                .isGreaterThan(.85);
    }

    /** Two stories that return every six hours are not new each time, so fewer are found than in eight days of chat. */
    @Test
    void injectedRumoursAreFoundAndLittleElse() throws IOException {
        var figures = figures(new ChatInjection());
        assertThat(figures.get("chat injection: found of 15")).isGreaterThan(10);
        assertThat(figures.get("… median mentions until found")).isLessThanOrEqualTo(12);
        assertThat(figures.get("… false topics a day, shown")).isLessThanOrEqualTo(1);
    }

    private static Map<String, Double> figures(Experiment experiment) throws IOException {
        var rows = experiment.run(DATA);
        return rows.stream().collect(Collectors.toMap(Row::metric, Row::value));
    }
}
