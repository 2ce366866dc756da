package vadra.velocity;

/**
 * How far one window's count is beyond its own usual extremes.
 *
 * <p>The count is damped, {@code y = (count + .1)^.8}. Its mean and mean absolute deviation follow slowly and with clipped
 * steps; z is the distance in standard deviations of a normal curve (1.253 mean deviations). q follows the 99 % point of
 * z, and e the mean excess over it, so {@code ln(1 + (z − q)/e)} grows as the logarithm of the rarity under a heavy tail,
 * whatever the topic's own noise is. Half-lives are in hours, so that bins of one or five minutes give the same figure.
 */
final class Window {
    private static final double POWER = .8;
    private static final double LEVEL_HOURS = 100;
    private static final double TAIL_HOURS = 167;
    private static final double TAIL = .01;
    private static final double CLIP = 8;
    private static final double NORMAL = 1.253;
    private static final double SMALLEST_DEVIATION = .05;
    private static final double SMALLEST_EXCESS = .25;
    /** Of the mean excess to each new one, in bins of five minutes. */
    private static final double EXCESS_GAIN = .03;

    private static final double WARM_HOURS = 80 / 12.0;

    private final double perHour;
    private double mean;
    private double deviation;
    private double extreme = 3;
    private double excess = 1;
    private long seen;

    Window(double binMinutes) {
        perHour = 60 / binMinutes;
    }

    /** Takes the window's count at the end of a bin, and tells how unusual it was before it is learnt from. */
    double close(double count) {
        double y = Math.pow(count + .1, POWER);
        if (seen++ == 0) {
            mean = y;
            deviation = Math.max(SMALLEST_DEVIATION, .3 * y);
        }
        double scale = NORMAL * deviation;
        double residual = y - mean;
        double beyond = residual / scale - extreme;
        double unusual = beyond > 0 ? Math.log1p(beyond / excess) : 0;
        learnTail(beyond);
        double clipped = Math.max(-CLIP * scale, Math.min(CLIP * scale, residual));
        double gain = Math.max(gain(LEVEL_HOURS), 1.0 / seen);
        mean += gain * clipped;
        deviation = Math.max(SMALLEST_DEVIATION, deviation + gain * (Math.abs(clipped) - deviation));
        return unusual;
    }

    /** The count that is usual. */
    double usual() {
        return count(mean);
    }

    /** The count from which on {@link #close} would tell at least so much. */
    double from(double unusual) {
        return count(mean + (extreme + excess * Math.expm1(unusual)) * NORMAL * deviation);
    }

    private static double count(double damped) {
        return Math.max(0, Math.pow(Math.max(0, damped), 1 / POWER) - .1);
    }

    void write(State state) {
        state.putAll(new double[] {mean, deviation, extreme, excess});
        state.put(seen);
    }

    private void learnTail(double beyond) {
        double gain = 10 * Math.max(gain(TAIL_HOURS), 1 / (seen + WARM_HOURS * perHour));
        if (beyond > 0) {
            extreme += gain * (1 - TAIL);
            double step = EXCESS_GAIN * 12 / perHour;
            excess = Math.max(SMALLEST_EXCESS, excess + step * (Math.min(beyond, 4 * excess) - excess));
        } else {
            extreme -= gain * TAIL;
        }
    }

    private double gain(double halfLifeHours) {
        return -Math.expm1(-Math.log(2) / (halfLifeHours * perHour));
    }
}
