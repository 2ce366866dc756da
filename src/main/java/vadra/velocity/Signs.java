package vadra.velocity;

import vadra.velocity.LevelChange.Figure;

/**
 * The figures that decide a level.
 *
 * @param velocity distinct carriers per minute
 * @param unusual S
 * @param onset whether an unusual excursion that alerted goes on
 * @param spreading probability that R is above 1
 * @param authors distinct carriers
 * @param rooms rooms crossed
 * @param doubt share of posts that ask or deny
 * @param cues how many such posts, decayed
 * @param recent distinct people in the last 40 minutes
 */
public record Signs(
        double velocity,
        double unusual,
        boolean onset,
        double spreading,
        double authors,
        int rooms,
        double doubt,
        double cues,
        int recent) {
    private static final double CUES = 2;

    /** The highest level that these figures support, without any hysteresis. */
    public Level supports(Scale scale) {
        return Levels.supported(this, scale);
    }

    /** How large a figure is on this site, from 0 to 3. */
    public int tier(Figure figure, Scale scale) {
        return switch (figure) {
            case VELOCITY -> scale.velocity().tier(velocity);
            case UNUSUAL -> scale.unusual().tier(unusual);
            case ONSET -> onset ? 1 : 0;
            case SPREADING -> scale.growth().tier(spreading);
            case AUTHORS -> scale.authors().tier(authors);
            case ROOMS -> scale.rooms().tier(rooms);
            case DOUBT -> cues < CUES ? 0 : scale.doubt().tier(doubt);
            case PEOPLE -> recent >= Levels.PEOPLE ? 1 : 0;
        };
    }

    /** The figure itself. */
    public double value(Figure figure) {
        return switch (figure) {
            case VELOCITY -> velocity;
            case UNUSUAL -> unusual;
            case ONSET -> onset ? 1 : 0;
            case SPREADING -> spreading;
            case AUTHORS -> authors;
            case ROOMS -> rooms;
            case DOUBT -> doubt;
            case PEOPLE -> recent;
        };
    }

    static double threshold(Figure figure, int tier, Scale scale) {
        return switch (figure) {
            case VELOCITY -> scale.velocity().at(tier);
            case UNUSUAL -> scale.unusual().at(tier);
            case ONSET -> 1;
            case SPREADING -> scale.growth().at(tier);
            case AUTHORS -> scale.authors().at(tier);
            case ROOMS -> scale.rooms().at(tier);
            case DOUBT -> scale.doubt().at(tier);
            case PEOPLE -> Levels.PEOPLE;
        };
    }
}
