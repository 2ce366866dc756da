package vadra.evaluate;

/**
 * A line of the table.
 *
 * @param floor what it has to be at least, or at most
 * @param goal what it should be
 * @param published the best that is published elsewhere
 */
public record Row(String metric, double value, String unit, String floor, String goal, String published) {}
