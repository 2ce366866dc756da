package vadra.edge;

import java.util.List;
import java.util.Random;

/** Chance, which the same seed repeats. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    /** True so many times of a hundred. */
    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** From 0 to one less than the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    long any() {
        return random.nextLong();
    }

    <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
