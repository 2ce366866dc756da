package vadra.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static vadra.velocity.Posts.answer;
import static vadra.velocity.Posts.at;
import static vadra.velocity.Posts.post;
import static vadra.velocity.Posts.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TopicTest {
    @Property(tries = 20)
    void theSamePostsGiveTheSameStateBitByBit(@ForAll long seed) {
        var posts = Posts.talk(seed, 300);
        assertThat(topic(posts).state()).isEqualTo(topic(posts).state());
        assertThat(topic(posts.subList(0, 299)).state())
                .isNotEqualTo(topic(posts).state());
    }

    @Property(tries = 20)
    void aShiftOfAllTimesChangesNothing(
            @ForAll long seed, @ForAll @LongRange(min = -40_000_000, max = 40_000_000) long by) {
        var posts = Posts.talk(seed, 200);
        var shifted = new Topic(Posts.START + by, Kernel.LIVE_CHAT);
        posts.forEach(post -> {
            var unused = shifted.add(moved(post, by));
        });
        assertThat(shifted.state()).isEqualTo(topic(posts).state());
        var one = topic(posts).reading(at(9000));
        assertThat(shifted.reading(at(9000) + by))
                .usingRecursiveComparison()
                .ignoringFields("at")
                .isEqualTo(one);
    }

    @Property(tries = 20)
    void aPostDeliveredTwiceCountsOnce(@ForAll long seed, @ForAll @IntRange(min = 0, max = 100) int later) {
        var posts = Posts.talk(seed, 200);
        var twice = topic();
        for (int number = 0; number < posts.size(); number++) {
            assertThat(twice.add(posts.get(number))).isTrue();
            assertThat(twice.add(posts.get(Math.max(0, number - later)))).isFalse();
        }
        assertThat(twice.state()).isEqualTo(topic(posts).state());
    }

    @Property(tries = 20)
    void readingChangesNothing(@ForAll long seed) {
        var posts = Posts.talk(seed, 100);
        var read = topic();
        for (var post : posts) {
            var unused = read.add(post);
            assertThat(read.reading(post.at() + 500).at()).isEqualTo(post.at() + 500);
            assertThat(read.signs(post.at() + 70_000).recent()).isNotNegative();
        }
        assertThat(read.state()).isEqualTo(topic(posts).state());
    }

    @Property(tries = 20)
    void aLittleLateIsHarmless(@ForAll long seed) {
        var posts = Posts.talk(seed, 200);
        var mixed = new ArrayList<>(posts);
        for (int number = 1; number < mixed.size(); number += 2) {
            if (mixed.get(number).at() - mixed.get(number - 1).at() < Topic.LATE_MILLIS) {
                mixed.set(number - 1, mixed.set(number, mixed.get(number - 1)));
            }
        }
        var inOrder = topic(posts).reading(at(6000));
        var late = topic(mixed).reading(at(6000));
        assertThat(late.counts().posts()).isEqualTo(inOrder.counts().posts());
        assertThat(late.counts().carriers()).isCloseTo(inOrder.counts().carriers(), within(1e-6));
        assertThat(late.pace().slow())
                .isCloseTo(
                        inOrder.pace().slow(), within(.05 + .1 * inOrder.pace().slow()));
        assertThat(late.growth().r()).isCloseTo(inOrder.growth().r(), within(.15));
    }

    @Test
    void whatIsMuchTooLateCountsInTheTotalsOnly() {
        var posts = Posts.wave(1000, 20, 5, Stance.SPREADS);
        var topic = topic(posts);
        var before = topic.reading(at(1100));
        assertThat(topic.add(post(800, "late", "elsewhere", Stance.SPREADS))).isTrue();
        var after = topic.reading(at(1100));
        assertThat(after.counts().posts()).isEqualTo(before.counts().posts() + 1);
        assertThat(after.counts().rooms()).hasSize(2);
        assertThat(after.growth()).isEqualTo(before.growth());
        assertThat(after.counts().carrying()).isEqualTo(before.counts().carrying());
    }

    @Test
    void onePersonWhoPostsAHundredTimesAddsNextToNothing() {
        var crowd = Posts.wave(0, 40, 10, Stance.SPREADS);
        var loud = new ArrayList<>(crowd);
        IntStream.range(0, 100).forEach(n -> loud.add(post(400 + n, "loud", "room", Stance.SPREADS)));
        var without = topic(crowd).reading(at(500));
        var with = topic(loud).reading(at(500));
        assertThat(with.pace().fast() - without.pace().fast()).isLessThan(.25);
        assertThat(with.counts().carrying() - without.counts().carrying()).isLessThanOrEqualTo(3);
        assertThat(with.counts().carriers()).isCloseTo(without.counts().carriers() + 1, within(.01));
        assertThat(with.growth().r()).isCloseTo(without.growth().r(), within(.1));
    }

    @Test
    void aWaveOfDenialsNeverRaisesWhatSpreads() {
        var crowd = Posts.wave(0, 40, 10, Stance.SPREADS);
        var denied = new ArrayList<>(crowd);
        IntStream.range(0, 60)
                .forEach(n -> denied.add(answer(400 + n, "denier " + n, crowd.get(n % 40), Stance.DENIES)));
        var without = topic(crowd);
        var with = topic(denied);
        assertThat(without.tick(at(460), Scale.SMALL)).isEmpty();
        assertThat(with.tick(at(460), Scale.SMALL)).isEmpty();
        var before = without.reading(at(460));
        var after = with.reading(at(460));
        // A posterior that has been advanced in more steps differs in the last digits.
        assertThat(after.pace().fast()).isCloseTo(before.pace().fast(), within(1e-9));
        assertThat(after.growth().spreading()).isCloseTo(before.growth().spreading(), within(1e-9));
        assertThat(after.counts().carriers()).isEqualTo(before.counts().carriers());
        assertThat(after.form().breadth()).isEqualTo(before.form().breadth());
        assertThat(with.signs(at(460)).unusual())
                .isEqualTo(without.signs(at(460)).unusual());
        assertThat(after.doubt().denialsPerMinute()).isGreaterThan(3);
        assertThat(after.doubt().share()).isGreaterThan(.5);
    }

    @Test
    void questionsAndDenialsAreToldApart() {
        var topic = topic(List.of(
                post(0, "a", "room", Stance.SPREADS),
                post(1, "b", "room", Stance.ASKS),
                post(2, "c", "room", Stance.DENIES),
                post(3, "d", "room", Stance.DENIES)));
        var doubt = topic.reading(at(3)).doubt();
        assertThat(doubt.denialsPerMinute() / doubt.asksPerMinute()).isCloseTo(2, within(.01));
        assertThat(doubt.share()).isCloseTo(3.5 / 14, within(.001));
        assertThat(doubt.low()).isLessThan(doubt.share());
        assertThat(doubt.high()).isGreaterThan(doubt.share());
    }

    @Test
    void aRoomIsCrossedWhenASecondPersonCarriesItThere() {
        var topic = topic(List.of(
                post(0, "a", "one", Stance.SPREADS),
                post(1, "a", "one", Stance.SPREADS),
                post(2, "a", "two", Stance.SPREADS),
                post(3, "b", "two", Stance.SPREADS),
                post(4, "c", "three", Stance.DENIES)));
        assertThat(topic.reading(at(5)).counts().rooms()).hasSize(2);
        assertThat(topic.reading(at(5)).counts().roomsCrossed()).isOne();
    }

    @Test
    void aPostWithoutParentIsCaughtOnlyWhereOthersSaidItBefore() {
        var apart = topic(IntStream.range(0, 20)
                .mapToObj(n -> post(n * 10, "person " + n, "room " + n, Stance.SPREADS))
                .toList());
        var together = topic(IntStream.range(0, 20)
                .mapToObj(n -> post(n * 10, "person " + n, "room", Stance.SPREADS))
                .toList());
        assertThat(apart.reading(at(200)).growth().r()).isLessThan(.2);
        assertThat(together.reading(at(200)).growth().r()).isGreaterThan(1);
    }

    private static Occurrence moved(Occurrence post, long by) {
        return new Occurrence(
                post.at() + by,
                post.author(),
                post.room(),
                post.post(),
                post.parent(),
                post.depth(),
                post.kind(),
                post.stance());
    }
}
