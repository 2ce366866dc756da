package vadra.rumour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VelocityTest {
    @Test
    void aSteadyStreamHasItsOwnRateAndDoesNotDouble() {
        var velocity = new Velocity();
        for (double minute = 0; minute < 120; minute += 0.25) {
            velocity.add(minute);
        }
        assertThat(velocity.perMinute(120)).isCloseTo(4, within(0.2));
        assertThat(velocity.doublingMinutes(120)).isEmpty();
    }

    @Test
    void aGrowingStreamDoublesInTheTimeInWhichItGrows() {
        // Arrivals of a rate that doubles every 15 minutes: the n-th comes at log2(1 + n·ln2/15) doublings.
        var velocity = new Velocity();
        double minute = 0;
        for (int n = 1; minute < 120; n++) {
            minute = 15 * Math.log(1 + n * Math.log(2) / 15) / Math.log(2);
            velocity.add(minute);
        }
        assertThat(velocity.doublingMinutes(minute).orElseThrow()).isCloseTo(15, within(2.0));
    }

    @Test
    void itFallsWhenNobodySpeaks() {
        var velocity = new Velocity();
        for (int minute = 0; minute < 30; minute++) {
            velocity.add(minute);
        }
        assertThat(velocity.perMinute(30 + Velocity.FAST)).isCloseTo(velocity.perMinute(30) / Math.E, within(0.01));
        assertThat(velocity.perMinute(30 + 100)).isLessThan(0.001);
    }

    @Test
    void tooFewSayNothingOfGrowth() {
        var velocity = new Velocity();
        velocity.add(0);
        velocity.add(0.1);
        assertThat(velocity.doublingMinutes(0.2)).isEmpty();
    }
}
