package vadra.velocity;

import java.util.List;

/**
 * The evidence of a change of level, whole in itself: it is stored with the change and explains it without the stream.
 *
 * @param at event time in milliseconds since 1970
 * @param signs the figures that decided
 * @param scale the thresholds that were in force
 * @param reading every figure of the topic at that moment
 * @param missing why not higher: what of the nearest road to the next level is not reached; empty at the highest
 * @param support what holds the level up, and below which value each of it would fall; empty when calm. The level ends by
 *     one step when no road holds for {@code 10, 20, 30} minutes
 */
public record LevelChange(
        long at,
        Level from,
        Level to,
        Signs signs,
        Scale scale,
        Reading reading,
        List<Gap> missing,
        List<Gap> support) {
    public LevelChange {
        missing = List.copyOf(missing);
        support = List.copyOf(support);
    }

    /** A figure that decides levels. */
    public enum Figure {
        VELOCITY,
        UNUSUAL,
        ONSET,
        SPREADING,
        AUTHORS,
        ROOMS,
        DOUBT,
        /** Distinct people lately: the condition of every level above calm. */
        PEOPLE
    }

    /** A figure beside the threshold in question. */
    public record Gap(Figure figure, double value, double threshold) {}
}
