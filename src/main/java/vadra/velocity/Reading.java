package vadra.velocity;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;
import vadra.core.RoomId;

/**
 * Every figure of a topic at a moment of event time.
 *
 * @param at milliseconds since 1970
 * @param unusual S: {@link Spike#THRESHOLD} is where the topic alerts
 * @param alerts onsets of unusual excursions so far
 * @param forecast empty while the topic is too young, see {@link Forecast#YOUNGEST}
 */
public record Reading(
        long at,
        Level level,
        Counts counts,
        Pace pace,
        double unusual,
        long alerts,
        Growth growth,
        Optional<Forecast> forecast,
        Form form,
        Doubt doubt) {

    /**
     * How far it has come.
     *
     * @param posts every post that was given in, whatever its stance, each once
     * @param carrying posts that carry it on and count: no denials, and of one person no more than {@link Authors} admits
     * @param carriers distinct people who carried it, an estimate within 2.3 %
     * @param viewers distinct people who met it, an estimate within 2.3 %
     * @param recent distinct people who spoke of it in the last 40 minutes
     * @param rooms where it was carried, in the order of coming, at most 64
     * @param roomsCrossed rooms where at least two people carried it
     */
    public record Counts(
            long posts,
            long carrying,
            double carriers,
            double viewers,
            int recent,
            List<RoomId> rooms,
            int roomsCrossed) {
        public Counts {
            rooms = List.copyOf(rooms);
        }
    }

    /**
     * Distinct carriers per minute.
     *
     * @param fast over about 5 minutes: the velocity
     * @param slow over about 20 minutes
     * @param acceleration per minute and minute, from the two
     */
    public record Pace(double fast, double slow, double acceleration) {}

    /**
     * Whether it spreads by itself.
     *
     * @param r how many each carrier brings in, the mean
     * @param low 5 % of the probability is below
     * @param high 5 % is above
     * @param spreading how probable it is that R is above 1
     * @param doublingSeconds at the mean; infinite when it does not grow
     * @param doublingShortest at {@code high}
     * @param doublingLongest at {@code low}
     */
    public record Growth(
            double r,
            double low,
            double high,
            double spreading,
            double doublingSeconds,
            double doublingShortest,
            double doublingLongest) {
        static Growth of(Posterior posterior, Kernel kernel) {
            double mean = posterior.mean();
            double low = posterior.quantile(.05);
            double high = posterior.quantile(.95);
            return new Growth(
                    mean,
                    low,
                    high,
                    posterior.above(1),
                    kernel.doublingSeconds(mean),
                    kernel.doublingSeconds(high),
                    kernel.doublingSeconds(low));
        }
    }

    /**
     * The form of its threads.
     *
     * @param depth of the deepest post
     * @param breadth posts at the depth where most are
     * @param virality mean distance between two posts of a thread
     * @param viralityExcess the same beyond what is usual at this size
     * @param toCome offspring still to come of those out there, by R; never a forecast of the end
     */
    public record Form(int depth, int breadth, double virality, double viralityExcess, double toCome) {}

    /**
     * How many doubt it, in the last 20 minutes or so.
     *
     * @param asksPerMinute posts that ask
     * @param denialsPerMinute posts that deny
     * @param cues both, as a decayed count
     * @param share {@code (cues + .5) / (all + 10)}: drawn to 5 % while little is known
     * @param low 5 % of the probability is below
     * @param high 5 % is above
     */
    public record Doubt(
            double asksPerMinute, double denialsPerMinute, double cues, double share, double low, double high) {
        static Doubt of(double asks, double denials, double all, double minutes) {
            double cues = asks + denials;
            var beta = BetaDistribution.of(cues + .5, Math.max(0, all - cues) + 9.5);
            return new Doubt(
                    asks / minutes,
                    denials / minutes,
                    cues,
                    (cues + .5) / (all + 10),
                    beta.inverseCumulativeProbability(.05),
                    beta.inverseCumulativeProbability(.95));
        }
    }
}
