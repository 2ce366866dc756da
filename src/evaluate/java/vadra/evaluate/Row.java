package vadra.evaluate;

/**
 * A measured figure beside what it is held against; an empty text where there is nothing.
 *
 * @param floor below this it is broken
 * @param goal what it is to reach
 * @param published the best that others have published
 */
record Row(String metric, double value, String unit, String floor, String goal, String published) {}
