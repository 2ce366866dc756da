package vadra.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The fast part of the evaluation's text half, with the figures below which something broke. */
class WordingFiguresTest {
    private static final Path DATA = Path.of(System.getProperty("evaluate.data", "../shared/data"));

    @Test
    void theCuesTellDoubtFromOrdinaryQuestions() throws IOException {
        assertThat(first(new ProductChat())).isGreaterThan(0.85);
    }

    @Test
    void theCuesFindQueriesInThreads() throws IOException {
        assertThat(first(new ThreadStance())).isGreaterThan(0.54);
    }

    @Test
    void aCrisisIsFoundSoonAndNothingBefore() throws IOException {
        assumeDataIn("stream");
        var rows = new CrisisStream().run(DATA);
        assertThat(rows.get(0).value()).isLessThanOrEqualTo(10);
        assertThat(rows.get(1).value()).isZero();
    }

    @Test
    void injectedRumoursAreFoundAndLittleElse() throws IOException {
        assumeDataIn("chat");
        var rows = new ChatInjection().run(DATA);
        assertThat(rows.get(0).value()).as("found").isGreaterThan(14);
        assertThat(rows.get(1).value()).as("mentions").isLessThanOrEqualTo(10);
        assertThat(rows.get(2).value()).as("false topics a day").isLessThanOrEqualTo(1);
    }

    private static double first(Experiment experiment) throws IOException {
        assumeDataIn("sv");
        return experiment.run(DATA).get(0).value();
    }

    private static void assumeDataIn(String folder) {
        assumeThat(DATA.resolve(folder))
                .as("no data at %s: name its folder with -Devaluate.data", DATA)
                .isDirectory();
    }
}
