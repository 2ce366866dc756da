package vadra.velocity;

/**
 * What makes a figure large on this site.
 *
 * @param velocity distinct carriers per minute
 * @param unusual S
 * @param growth probability that R is above 1
 * @param authors distinct carriers
 * @param rooms rooms crossed
 * @param doubt share of posts that ask or deny
 */
public record Scale(Steps velocity, Steps unusual, Steps growth, Steps authors, Steps rooms, Steps doubt) {
    /** A site of at most 1 000 active members. */
    public static final Scale SMALL = new Scale(
            new Steps(.5, 2, 8),
            new Steps(Spike.THRESHOLD, 2.5, 4),
            new Steps(.5, .8, .95),
            new Steps(10, 40, 150),
            new Steps(2, 3, 4),
            new Steps(.05, .10, .20));

    /** So many people, in 40 minutes, before anything is more than calm, on whatever site. */
    public static final int PEOPLE = 5;

    private static final double SMALL_SITE = 1000;

    /** From where on a figure is of the first, second and third tier. */
    public record Steps(double first, double second, double third) {
        public Steps {
            if (!(first <= second && second <= third)) {
                throw new IllegalArgumentException("steps go up");
            }
        }

        int tier(double value) {
            return value >= third ? 3 : value >= second ? 2 : value >= first ? 1 : 0;
        }

        double at(int tier) {
            return tier <= 1 ? first : tier == 2 ? second : third;
        }

        private Steps times(double factor) {
            return new Steps(first * factor, second * factor, third * factor);
        }

        private Steps atLeast(double one, double two, double three) {
            return new Steps(Math.max(first, one), Math.max(second, two), Math.max(third, three));
        }
    }

    /**
     * The scale of a site: authors are at least 1, 3 and 10 % of those active, and velocity grows with their square root,
     * since fixed tiers call every lively topic of a large site a crisis.
     *
     * @param active members active in the last 24 hours
     */
    public static Scale forSite(long active) {
        return new Scale(
                SMALL.velocity.times(Math.sqrt(Math.max(1, active / SMALL_SITE))),
                SMALL.unusual,
                SMALL.growth,
                SMALL.authors.atLeast(active * .01, active * .03, active * .10),
                SMALL.rooms,
                SMALL.doubt);
    }
}
