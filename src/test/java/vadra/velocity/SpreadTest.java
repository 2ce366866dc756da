package vadra.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Property(tries = 25)
    void thePressureIsTheForgottenIntegralOfTheKernel(@ForAll long seed) {
        var random = new Random(seed);
        var spread = new Spread(Kernel.LIVE_CHAT);
        double[] times = random.doubles(30, 0, 4000).sorted().toArray();
        double now = 0;
        for (double time : times) {
            spread.advance(time - now);
            spread.add(true);
            now = time;
        }
        double end = now + 500;
        // Without cases the posterior's rate is the prior's 1 plus the pressure.
        assertThat(spread.posterior(500).rate() - 1).isCloseTo(integral(times, end), within(1e-3));
    }

    /** By the midpoint rule, in steps of half a second from each carrier on. */
    private static double integral(double[] times, double end) {
        double sum = 0;
        for (double time : times) {
            int steps = (int) Math.ceil((end - time) * 2);
            double step = (end - time) / steps;
            for (int number = 0; number < steps; number++) {
                double delay = (number + .5) * step;
                sum += density(delay) * Math.exp(-(end - time - delay) / Spread.MEMORY) * step;
            }
        }
        return sum;
    }

    private static double density(double delay) {
        return Kernel.LIVE_CHAT.parts().stream()
                .mapToDouble(part -> part.weight() / part.seconds() * Math.exp(-delay / part.seconds()))
                .sum();
    }

    @Test
    void stepsOfTimeAddUp() {
        var one = new Spread(Kernel.LIVE_CHAT);
        var other = new Spread(Kernel.LIVE_CHAT);
        one.add(false);
        other.add(false);
        one.advance(1000);
        for (int step = 0; step < 1000; step++) {
            other.advance(1);
        }
        assertThat(other.posterior(0).mean()).isCloseTo(one.posterior(0).mean(), within(1e-12));
        assertThat(other.toCome(0)).isCloseTo(one.toCome(0), within(1e-12));
    }

    @Test
    void aYearOfSilenceLeavesThePrior() {
        var spread = new Spread(new Kernel(List.of(new Kernel.Part(.5, 30), new Kernel.Part(.5, 180_000))));
        spread.add(false);
        spread.advance(1);
        assertThat(spread.posterior(3.2e7).mean()).isCloseTo(1, within(1e-9));
        spread.advance(3.2e7);
        assertThat(spread.posterior(0).mean()).isCloseTo(1, within(1e-9));
        assertThat(spread.posterior(3.2e7).above(1)).isCloseTo(Math.exp(-1), within(1e-9));
    }

    @Test
    void withoutObservationsThePosteriorIsAnExponential() {
        var prior = new Spread(Kernel.LIVE_CHAT).posterior(0);
        assertThat(prior.mean()).isOne();
        assertThat(prior.above(2)).isCloseTo(Math.exp(-2), within(1e-12));
        assertThat(prior.quantile(.95)).isCloseTo(-Math.log(.05), within(1e-12));
        assertThat(prior.quantile(.05)).isCloseTo(-Math.log(.95), within(1e-12));
    }

    @Test
    void theQuantileIsTheInverseOfWhatIsAbove() {
        for (double shape : new double[] {.3, 1, 4, 60, 5000}) {
            var posterior = new Posterior(shape, 3);
            for (double p : new double[] {.01, .05, .5, .95, .99}) {
                assertThat(posterior.above(posterior.quantile(p))).isCloseTo(1 - p, within(1e-10));
            }
        }
    }

    @Test
    void oneExponentialGrowsByHand() {
        var kernel = new Kernel(List.of(new Kernel.Part(1, 100)));
        assertThat(kernel.growth(3)).isCloseTo(.02, within(1e-12));
        assertThat(kernel.doublingSeconds(3)).isCloseTo(Math.log(2) * 50, within(1e-6));
        assertThat(kernel.growth(.5)).isCloseTo(-.005, within(1e-12));
        assertThat(kernel.doublingSeconds(1)).isInfinite();
        assertThat(kernel.growth(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aMixtureGrowsAsItsTransformSays() {
        for (double r : new double[] {.2, .9, 1.1, 2, 8}) {
            double growth = Kernel.LIVE_CHAT.growth(r);
            double transform = Kernel.LIVE_CHAT.parts().stream()
                    .mapToDouble(part -> part.weight() / (1 + growth * part.seconds()))
                    .sum();
            assertThat(r * transform).isCloseTo(1, within(1e-9));
        }
    }
}
