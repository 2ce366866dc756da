package vadra.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vadra.evaluate.Nab.Profile;
import vadra.evaluate.Nab.Series;
import vadra.evaluate.Nab.Window;

class NabTest {
    private static final Profile STANDARD = new Profile("standard", 1, .11, 1);

    @ParameterizedTest
    @CsvSource({
        "ARTime, standard, .11, 1, 81.84",
        "ARTime, reward_low_FP_rate, .22, 1, 70.08",
        "ARTime, reward_low_FN_rate, .11, 2, 87.89",
        "twitterADVec, standard, .11, 1, 59.6",
        "twitterADVec, reward_low_FP_rate, .22, 1, 35.8",
        "twitterADVec, reward_low_FN_rate, .11, 2, 69.0"
    })
    void publishedAlertsGetTheirPublishedScore(
            String detector, String name, double falseAlert, double miss, double published) throws IOException {
        double score = Nab.score(alerts(detector, name), new Profile(name, 1, falseAlert, miss));
        assertThat(score).isCloseTo(published, within(detector.equals("ARTime") ? .01 : .05));
    }

    @Test
    void theScaleReachesFromSilenceToPerfection() {
        var series = series(List.of(new Window(2000, 2100), new Window(3000, 3100)));
        assertThat(Nab.score(Map.of(series, List.of()), STANDARD)).isZero();
        assertThat(Nab.score(Map.of(series, List.of(2000, 3000)), STANDARD)).isCloseTo(100, within(1e-9));
        assertThat(Nab.score(Map.of(series, List.of(700, 2000, 2050, 3000)), STANDARD))
                .as("neither probation nor a second alert in a window counts")
                .isCloseTo(100, within(1e-9));
        // Two hits of 2 in 4, and a false alert long before the first window: (2 - .11 + 2) / 4.
        assertThat(Nab.score(Map.of(series, List.of(1000, 2000, 3000)), STANDARD))
                .isCloseTo(97.25, within(1e-9));
    }

    private static Series series(List<Window> windows) {
        return new Series("made up", Collections.nCopies(5000, 0.0), windows);
    }

    private static Map<Series, List<Integer>> alerts(String detector, String profile) throws IOException {
        var alerts = new LinkedHashMap<Series, List<Integer>>();
        var stream = Objects.requireNonNull(NabTest.class.getResourceAsStream("nab-published.tsv"));
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> line.startsWith(detector))
                    .map(line -> line.split("\t", -1))
                    .filter(cells -> Arrays.asList(cells[1].split(",", -1)).contains(profile))
                    .forEach(cells -> alerts.put(
                            new Series(
                                    cells[2], Collections.nCopies(Integer.parseInt(cells[3]), 0.0), windows(cells[4])),
                            numbers(cells[5])));
        }
        assertThat(alerts).hasSize(10);
        return alerts;
    }

    private static List<Window> windows(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(ends -> ends.split("-", -1))
                .map(ends -> new Window(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])))
                .toList();
    }

    private static List<Integer> numbers(String text) {
        return Arrays.stream(text.split(",", -1))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }
}
