package vadra.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ForecastTest {
    @Property
    void itNeverGoesBackAndItsEndsAreInOrder(
            @ForAll @DoubleRange(min = 1, max = 1e6) double posts,
            @ForAll @DoubleRange(max = 1e4) double fast,
            @ForAll @DoubleRange(max = 1e4) double slow,
            @ForAll @DoubleRange(min = 900, max = 1e7) double age) {
        var forecast = Forecast.of(new Forecast.Features(posts, fast, slow, posts / 3, posts / 5), age);
        assertThat(forecast.low()).isGreaterThanOrEqualTo(posts * (1 - 1e-12)).isLessThanOrEqualTo(forecast.middle());
        assertThat(forecast.middle()).isLessThanOrEqualTo(forecast.high());
        assertThat(forecast.high()).isFinite();
    }

    @Test
    void itDoesNotJumpBetweenTheAgesThatWereFitted() {
        var features = new Forecast.Features(120, 2, 3, 20, 15);
        double before = Forecast.of(features, 3599.99).middle();
        assertThat(Forecast.of(features, 3600.01).middle()).isCloseTo(before, within(before * 1e-3));
    }

    @Test
    void aTopicTooYoungHasNone() {
        var topic = Posts.topic(Posts.wave(0, 50, 10, Stance.SPREADS));
        assertThat(topic.reading(Posts.at(899)).forecast()).isEmpty();
        assertThat(topic.reading(Posts.at(900)).forecast()).isPresent();
    }

    @Test
    void deeperThreadsThanUsualStandOut() {
        var chain = new Shape();
        var star = new Shape();
        for (int post = 0; post < 50; post++) {
            chain.add(post + 1, post, post > 0, post);
            star.add(post + 1, 1, post > 0, post > 0 ? 1 : 0);
        }
        assertThat(chain.viralityExcess()).isGreaterThan(5);
        assertThat(star.viralityExcess()).isLessThan(.5);
    }
}
