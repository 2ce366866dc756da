package vadra.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.velocity.Posts.answer;
import static vadra.velocity.Posts.at;
import static vadra.velocity.Posts.post;
import static vadra.velocity.Posts.topic;
import static vadra.velocity.Posts.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vadra.velocity.LevelChange.Figure;

class TopicLevelTest {
    @Test
    void aTopicThatSpreadsRisesAndFallsStepByStep() {
        var topic = topic();
        var changes = watch(topic, Posts.wave(60, 240, 3, Stance.SPREADS), 3 * 3600);
        assertThat(changes)
                .extracting(LevelChange::to)
                .contains(Level.CRITICAL)
                .endsWith(Level.ELEVATED, Level.WATCH, Level.CALM);
        assertThat(topic.level()).isEqualTo(Level.CALM);
        for (int number = 1; number < changes.size(); number++) {
            assertThat(changes.get(number).from())
                    .isEqualTo(changes.get(number - 1).to());
        }
        assertThat(changes).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void everyChangeIsExplainedByWhatIsStoredWithIt() {
        var changes = watch(topic(), Posts.wave(60, 240, 3, Stance.SPREADS), 3 * 3600);
        assertThat(changes).isNotEmpty().allSatisfy(change -> {
            assertThat(change.reading().at()).isEqualTo(change.at());
            assertThat(change.reading().level()).isEqualTo(change.to());
            boolean up = change.to().compareTo(change.from()) > 0;
            var supported = change.signs().supports(change.scale());
            if (up) {
                assertThat(supported).isGreaterThanOrEqualTo(change.to());
                assertThat(change.support())
                        .isNotEmpty()
                        .allSatisfy(gap -> assertThat(gap.value()).isGreaterThanOrEqualTo(gap.threshold()));
            } else {
                assertThat(supported).isLessThan(change.from());
            }
            if (change.to() != Level.CRITICAL && supported == change.to()) {
                assertThat(change.missing())
                        .isNotEmpty()
                        .allSatisfy(gap -> assertThat(gap.value()).isLessThan(gap.threshold()));
            }
        });
    }

    @Test
    void aTopicOfOnePersonStaysCalm() {
        var posts = IntStream.range(0, 600)
                .mapToObj(n -> post(n, "one", "room " + n % 7, n % 3 == 0 ? Stance.ASKS : Stance.SPREADS))
                .toList();
        assertThat(watch(topic(), posts, 1200)).isEmpty();
    }

    @Test
    void fourPeopleStayCalmAndAFifthMakesAWatch() {
        assertThat(watch(topic(), people(4), 600)).isEmpty();
        assertThat(watch(topic(), people(5), 600)).extracting(LevelChange::to).contains(Level.WATCH);
    }

    @Test
    void aWaveOfDenialsBringsAWatchForDoubtAndNothingAbove() {
        var origin = post(0, "first", "room", Stance.SPREADS);
        var posts = new ArrayList<Occurrence>(List.of(origin));
        IntStream.range(1, 200).forEach(n -> posts.add(answer(n * 3, "denier " + n, origin, Stance.DENIES)));
        var changes = watch(topic(), posts, 900);
        assertThat(changes).extracting(LevelChange::to).containsExactly(Level.WATCH);
        assertThat(changes.get(0).support()).extracting(LevelChange.Gap::figure).containsExactly(Figure.DOUBT);
        assertThat(changes.get(0).signs().tier(Figure.VELOCITY, Scale.SMALL)).isZero();
    }

    @Test
    void theLevelRisesAfterThirtySecondsOfSupportAndNotBefore() {
        var ladder = new Ladder();
        ladder.step(0, Level.ELEVATED);
        ladder.step(29_000, Level.ELEVATED);
        assertThat(ladder.level()).isEqualTo(Level.CALM);
        ladder.step(29_500, Level.WATCH);
        ladder.step(30_000, Level.ELEVATED);
        assertThat(ladder.level())
                .as("watch was supported all the time, elevated not")
                .isEqualTo(Level.WATCH);
        ladder.step(60_000, Level.ELEVATED);
        assertThat(ladder.level()).isEqualTo(Level.ELEVATED);
    }

    @Test
    void theLevelFallsByOneStepAfterItsPatience() {
        var ladder = new Ladder();
        ladder.step(0, Level.CRITICAL);
        ladder.step(30_000, Level.CRITICAL);
        ladder.step(40_000, Level.CALM);
        ladder.step(40_000 + 30 * 60_000 - 1, Level.CALM);
        assertThat(ladder.level()).isEqualTo(Level.CRITICAL);
        ladder.step(40_000 + 30 * 60_000, Level.CALM);
        assertThat(ladder.level()).isEqualTo(Level.ELEVATED);
        ladder.step(40_000 + 50 * 60_000, Level.CALM);
        assertThat(ladder.level()).isEqualTo(Level.WATCH);
        ladder.step(40_000 + 59 * 60_000, Level.WATCH);
        ladder.step(40_000 + 61 * 60_000, Level.CALM);
        assertThat(ladder.level()).as("support in between begins the wait anew").isEqualTo(Level.WATCH);
        ladder.step(40_000 + 71 * 60_000, Level.CALM);
        assertThat(ladder.level()).isEqualTo(Level.CALM);
    }

    @Test
    void aLargeSiteNeedsMore() {
        var large = Scale.forSite(20_000);
        assertThat(large.authors().tier(100)).isZero();
        assertThat(Scale.SMALL.authors().tier(100)).isEqualTo(2);
        assertThat(large.velocity().tier(2)).isZero();
        assertThat(Scale.forSite(10)).isEqualTo(Scale.SMALL);
    }

    @Test
    void anEarlierTickIsIgnored() {
        var topic = topic();
        assertThat(topic.tick(at(100), Scale.SMALL)).isEmpty();
        var state = topic.state();
        assertThat(topic.tick(at(50), Scale.SMALL)).isEmpty();
        assertThat(topic.state()).isEqualTo(state);
    }

    private static List<Occurrence> people(int count) {
        return IntStream.range(0, 60)
                .mapToObj(n -> post(n * 5, "person " + n % count, "room", Stance.SPREADS))
                .toList();
    }
}
