package vadra.rumour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LagTest {
    private static final Instant OPENED = Instant.parse("2026-11-02T08:00:00Z");

    @Test
    void whatWasSaidBeforeTheFirstReadingSaysNothingOfHowFastItIs() {
        var lag = new Lag();
        lag.add(OPENED, OPENED.minusSeconds(2_000));
        assertThat(lag.quantiles(OPENED).count()).isZero();

        lag.add(OPENED.plusMillis(1_250), OPENED.plusMillis(1_000));
        assertThat(lag.quantiles(OPENED)).isEqualTo(new Lag.Quantiles(250, 250, 250, 250, 1));
    }
}
