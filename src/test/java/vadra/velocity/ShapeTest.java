package vadra.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void aChainAndAStarByHand() {
        assertThat(shape(-1, 0, 1).virality()).isCloseTo(4.0 / 3, within(1e-12));
        assertThat(shape(-1, 0, 0, 0).virality()).isCloseTo((3 * 1 + 3 * 2) / 6.0, within(1e-12));
        assertThat(shape(-1).virality()).isZero();
        assertThat(shape(-1, 0, 1).depth()).isEqualTo(2);
        assertThat(shape(-1, 0, 0, 0, 1).breadth()).isEqualTo(3);
    }

    @Property(tries = 100)
    void viralityIsTheMeanDistanceWithinThreads(@ForAll long seed, @ForAll @IntRange(min = 2, max = 120) int posts) {
        var random = new Random(seed);
        int[] parents = new int[posts];
        for (int post = 0; post < posts; post++) {
            parents[post] = post == 0 || random.nextInt(15) == 0 ? -1 : random.nextInt(post);
        }
        assertThat(shape(parents).virality()).isCloseTo(bruteForce(parents), within(1e-9));
    }

    @Test
    void whatLiesBeyondTheBoundKeepsDepthAndBreadth() {
        int[] parents = new int[Shape.MOST + 100];
        Arrays.fill(parents, 0);
        parents[0] = -1;
        var shape = shape(parents);
        assertThat(shape.breadth()).isEqualTo(Shape.MOST + 99);
        assertThat(shape.virality()).isCloseTo(bruteForce(Arrays.copyOf(parents, Shape.MOST)), within(1e-9));
    }

    private static Shape shape(int... parents) {
        var shape = new Shape();
        int[] depths = new int[parents.length];
        for (int post = 0; post < parents.length; post++) {
            depths[post] = parents[post] < 0 ? 0 : depths[parents[post]] + 1;
            shape.add(key(post), key(parents[post]), parents[post] >= 0, depths[post]);
        }
        return shape;
    }

    private static long key(int post) {
        return (post + 7) * 0x9E3779B97F4A7C15L;
    }

    /** Every pair's distance, by walking up until the walks meet. */
    private static double bruteForce(int[] parents) {
        double sum = 0;
        int pairs = 0;
        for (int one = 0; one < parents.length; one++) {
            for (int other = 0; other < one; other++) {
                int distance = distance(parents, one, other);
                if (distance > 0) {
                    sum += distance;
                    pairs++;
                }
            }
        }
        return pairs == 0 ? 0 : sum / pairs;
    }

    private static int distance(int[] parents, int one, int other) {
        int left = one;
        int right = other;
        int steps = 0;
        while (left != right) {
            // A parent has a smaller number than its child, so the larger one goes up.
            if (left > right) {
                left = parents[left];
            } else {
                right = parents[right];
            }
            steps++;
            if (left < 0 || right < 0) {
                return 0;
            }
        }
        return steps;
    }
}
