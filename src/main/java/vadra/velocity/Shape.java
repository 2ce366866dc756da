package vadra.velocity;

import java.util.Arrays;

/**
 * The shape of a topic's threads: depth, breadth, and structural virality (Goel and others 2016), the mean distance
 * between two posts of the same thread, in O(depth) per post.
 *
 * <p>A thread of n posts with depths that add up to P, and subtrees s whose squares add up to Q without the first post,
 * has {@code nP − Q} as the sum of all distances. Bound: virality is that of the first {@value #MOST} posts; a post whose
 * parent is not among them begins a thread.
 */
final class Shape {
    static final int MOST = 256;
    static final int DEEPEST = 64;

    private final Index index = new Index();
    private final int[] widths = new int[DEEPEST];
    /** Of each post: its parent, or -1; its subtree, but of a thread's first post the thread's number. */
    private final short[][] posts = new short[2][8];
    /** Of each thread: n, P, Q. */
    private final int[][] sums = new int[3][4];

    private int threads;

    private int deepest;
    private double distances;
    private double pairs;

    void add(long post, long parent, boolean answers, int depth) {
        widths[Math.min(depth, DEEPEST - 1)]++;
        deepest = Math.max(deepest, depth);
        if (index.size() < MOST && index.find(post) < 0) {
            hang(post, answers ? index.find(parent) : -1);
        }
    }

    private void hang(long post, int parent) {
        int number = enter(post);
        int depth = 0;
        int squares = 0;
        int top = number;
        posts[0][number] = (short) parent;
        if (parent < 0) {
            posts[1][number] = (short) begin();
        } else {
            posts[1][number] = 1;
            squares = depth = 1;
            for (top = parent; posts[0][top] >= 0; top = posts[0][top]) {
                squares += 2 * posts[1][top] + 1;
                posts[1][top]++;
                depth++;
            }
        }
        int thread = posts[1][top];
        account(thread, -1);
        sums[0][thread]++;
        sums[1][thread] += depth;
        sums[2][thread] += squares;
        account(thread, 1);
    }

    private void account(int thread, int sign) {
        double n = sums[0][thread];
        distances += sign * (n * sums[1][thread] - sums[2][thread]);
        pairs += sign * n * (n - 1) / 2;
    }

    private int enter(long post) {
        int number = index.put(post);
        if (number == posts[0].length) {
            for (int column = 0; column < posts.length; column++) {
                posts[column] = Arrays.copyOf(posts[column], number * 2);
            }
        }
        return number;
    }

    private int begin() {
        if (threads == sums[0].length) {
            for (int column = 0; column < sums.length; column++) {
                sums[column] = Arrays.copyOf(sums[column], threads * 2);
            }
        }
        return threads++;
    }

    /** Mean distance between two posts of a thread; 0 before there are two. */
    double virality() {
        return pairs > 0 ? distances / pairs : 0;
    }

    /** The virality beyond that of other topics of this size: raw it says nothing. */
    double viralityExcess() {
        return pairs > 0 ? virality() - Forecast.usualVirality(index.size()) : 0;
    }

    int depth() {
        return deepest;
    }

    int breadth() {
        return Arrays.stream(widths).max().orElse(0);
    }

    /** Posts at least so deep, 1 or 2. */
    long deeperThan(int depth) {
        long sum = 0;
        for (int level = depth + 1; level < DEEPEST; level++) {
            sum += widths[level];
        }
        return sum;
    }

    void merge(Shape other) {
        deepest = Math.max(deepest, other.deepest);
        for (int depth = 0; depth < DEEPEST; depth++) {
            widths[depth] += other.widths[depth];
        }
        for (int theirs = 0; theirs < other.index.size() && index.size() < MOST; theirs++) {
            if (index.find(other.index.keyAt(theirs)) < 0) {
                int above = other.posts[0][theirs];
                hang(other.index.keyAt(theirs), above < 0 ? -1 : index.find(other.index.keyAt(above)));
            }
        }
    }

    void write(State state) {
        index.write(state);
        state.put((long) deepest);
        state.putAll(new double[] {distances, pairs});
        for (int width : widths) {
            state.put((long) width);
        }
        for (int number = 0; number < index.size(); number++) {
            state.put((long) posts[0][number] << 32 | posts[1][number]);
        }
    }
}
