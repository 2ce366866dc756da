package vadra.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vadra.velocity.Posts.at;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import vadra.core.MemberId;

/** Nodes share the rooms of a topic out among them; together they know what one that saw everything knows. */
class TopicMergeTest {
    private static final double EXACT = 1e-9;

    @Property(tries = 30)
    void threeNodesKnowWhatOneKnows(@ForAll long seed) {
        var posts = Posts.talk(seed, 150);
        var merged = part(posts, 0);
        merged.merge(part(posts, 1));
        merged.merge(part(posts, 2));
        same(merged.reading(at(4000)), only(posts, post -> true).reading(at(4000)));
    }

    @Property(tries = 30)
    void theOrderOfMergingDoesNotMatter(@ForAll long seed) {
        var posts = Posts.talk(seed, 150);
        var left = part(posts, 0);
        left.merge(part(posts, 1));
        left.merge(part(posts, 2));
        var right = part(posts, 2);
        right.merge(part(posts, 0));
        var whole = part(posts, 1);
        whole.merge(right);
        same(left.reading(at(4000)), whole.reading(at(4000)));
    }

    @Test
    void mergingLeavesTheOtherAsItWas() {
        var posts = Posts.talk(1, 100);
        var other = part(posts, 1);
        var before = other.state();
        part(posts, 0).merge(other);
        assertThat(other.state()).isEqualTo(before);
    }

    @Test
    void topicsOfDifferentBeginningsAreNotMerged() {
        var other = new Topic(Posts.START + 1, Kernel.LIVE_CHAT);
        assertThatThrownBy(() -> Posts.topic().merge(other)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void same(Reading one, Reading other) {
        assertThat(one.pace().fast()).isCloseTo(other.pace().fast(), within(EXACT));
        assertThat(one.pace().slow()).isCloseTo(other.pace().slow(), within(EXACT));
        assertThat(one.growth().r()).isCloseTo(other.growth().r(), within(EXACT));
        assertThat(one.growth().high()).isCloseTo(other.growth().high(), within(EXACT));
        assertThat(one.growth().spreading()).isCloseTo(other.growth().spreading(), within(EXACT));
        assertThat(one.doubt().share()).isCloseTo(other.doubt().share(), within(EXACT));
        assertThat(one.form().virality()).isCloseTo(other.form().virality(), within(EXACT));
        assertThat(one.form().toCome()).isCloseTo(other.form().toCome(), within(EXACT));
        assertThat(one.form().breadth()).isEqualTo(other.form().breadth());
        assertThat(one.counts().posts()).isEqualTo(other.counts().posts());
        assertThat(one.counts().carrying()).isEqualTo(other.counts().carrying());
        assertThat(one.counts().recent()).isEqualTo(other.counts().recent());
        assertThat(one.counts().roomsCrossed()).isEqualTo(other.counts().roomsCrossed());
        assertThat(one.counts().carriers()).isCloseTo(other.counts().carriers(), within(.001));
    }

    /** Rooms are shared out, and people stay in theirs: else a person's limit would be one at each node. */
    private static Topic part(List<Occurrence> posts, int node) {
        return only(posts, post -> Math.floorMod(post.room().hashCode(), 3) == node);
    }

    private static Topic only(List<Occurrence> posts, Predicate<Occurrence> which) {
        return Posts.topic(
                posts.stream().map(TopicMergeTest::inItsRoom).filter(which).toList());
    }

    private static Occurrence inItsRoom(Occurrence post) {
        var author = new MemberId(new UUID(
                post.author().value().getMostSignificantBits(),
                post.room().value().getMostSignificantBits()));
        return new Occurrence(
                post.at(), author, post.room(), post.post(), post.parent(), post.depth(), post.kind(), post.stance());
    }
}
