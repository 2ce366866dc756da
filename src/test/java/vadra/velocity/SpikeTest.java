package vadra.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpikeTest {
    private static final int DAY = 288;

    @Test
    void aBurstAlertsOnceAndAtOnce() {
        var random = new Random(1);
        int burst = 10 * DAY;
        int[] alerts = alerts(11 * DAY, bin -> poisson(random, bin >= burst && bin < burst + 24 ? 60 : 5));
        assertThat(alerts).isNotEmpty();
        long inside = Arrays.stream(alerts).filter(bin -> bin >= burst).count();
        assertThat(inside).isOne();
        assertThat(alerts[alerts.length - 1]).isBetween(burst, burst + 2);
    }

    @Property(tries = 20)
    void whatIsSteadyAlertsSeldom(@ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int rate) {
        var random = new Random(seed);
        // Forty days after a week of learning; the threshold aims at one alert in ten days or fewer.
        int[] alerts = alerts(47 * DAY, bin -> poisson(random, rate));
        assertThat(Arrays.stream(alerts).filter(bin -> bin > 7 * DAY)).hasSizeLessThan(14);
    }

    @Test
    void lessThanAHandfulNeverAlerts() {
        assertThat(alerts(30 * DAY, bin -> bin % (2 * DAY) == 0 ? 4 : 0)).isEmpty();
    }

    @Test
    void minutesAndFiveMinutesAgree() {
        var random = new Random(3);
        var minutes = new Spike(1);
        var fives = new Spike(5);
        var fine = new Bins();
        var coarse = new Bins();
        double largest = 0;
        for (int five = 0; five < 12 * DAY; five++) {
            int rate = five > 11 * DAY && five < 11 * DAY + 12 ? 10 : 1;
            for (int minute = 0; minute < 5; minute++) {
                int count = poisson(random, rate);
                fine.add(five * 5L + minute, count);
                coarse.add(five, count);
                var unused = minutes.close(fine, five * 5L + minute);
            }
            var unused = fives.close(coarse, five);
            if (five > 11 * DAY && five < 11 * DAY + 12) {
                largest = Math.max(largest, fives.unusual());
                assertThat(minutes.unusual()).isCloseTo(fives.unusual(), within(1 + .3 * fives.unusual()));
            }
        }
        assertThat(largest).isGreaterThan(Spike.THRESHOLD);
    }

    private static int[] alerts(int bins, IntUnaryOperator counts) {
        var spike = new Spike(5);
        var kept = new Bins();
        return IntStream.range(0, bins)
                .filter(bin -> {
                    kept.add(bin, counts.applyAsInt(bin));
                    return spike.close(kept, bin);
                })
                .toArray();
    }

    private static int poisson(Random random, double mean) {
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
