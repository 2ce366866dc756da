package vadra.evaluate;

/** How well a yes or no agrees with what people said. */
final class Hits {
    private int both;
    private int told;
    private int there;

    void add(boolean isTold, boolean isThere) {
        both += isTold && isThere ? 1 : 0;
        told += isTold ? 1 : 0;
        there += isThere ? 1 : 0;
    }

    /** The harmonic mean of precision and recall, 0 to 1. */
    double f1() {
        return told + there == 0 ? 0 : 2.0 * both / (told + there);
    }
}
