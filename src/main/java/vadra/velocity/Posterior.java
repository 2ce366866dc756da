package vadra.velocity;

import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * What is known of the number R of people whom each carrier brings in: a Gamma distribution (Cori and others 2013).
 *
 * @param shape the prior's plus the cases caught from others, above 0
 * @param rate the prior's plus the pressure under which they were caught, above 0
 */
public record Posterior(double shape, double rate) {
    /**
     * Adds what was observed to a Gamma prior.
     *
     * @param shape the prior's shape
     * @param scale the prior's scale, so that its mean is shape · scale
     */
    public static Posterior of(double shape, double scale, double cases, double pressure) {
        return new Posterior(shape + cases, 1 / scale + pressure);
    }

    /** The mean. */
    public double mean() {
        return shape / rate;
    }

    /** The R below which it is with so much probability, to about 12 digits. */
    public double quantile(double probability) {
        var standard = GammaDistribution.of(shape, 1);
        double x = standard.inverseCumulativeProbability(probability);
        // The library stops at 1e-9; two steps of Newton do the rest.
        for (int step = 0; step < 2 && x > 0; step++) {
            double density = standard.density(x);
            if (density > 0 && density < Double.POSITIVE_INFINITY) {
                x = Math.max(x / 2, x - (standard.cumulativeProbability(x) - probability) / density);
            }
        }
        return x / rate;
    }

    /** How probable it is that R is above a value. */
    public double above(double value) {
        return GammaDistribution.of(shape, 1).survivalProbability(value * rate);
    }
}
