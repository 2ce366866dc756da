package vadra.velocity;

import java.util.List;

/**
 * How long it takes until somebody who has met the claim carries it on: a mixture of exponential delays.
 *
 * @param parts their weights add up to 1; at most 8
 */
public record Kernel(List<Part> parts) {
    /** Replies in a live chat: 30 s, 3 min and 15 min with weights .4, .4 and .2. */
    public static final Kernel LIVE_CHAT = new Kernel(List.of(new Part(.4, 30), new Part(.4, 180), new Part(.2, 900)));

    private static final int BISECTIONS = 80;

    /** A part of the mixture, with its mean in seconds. */
    public record Part(double weight, double seconds) {
        public Part {
            if (!(weight > 0 && seconds > 0)) {
                throw new IllegalArgumentException("a kernel's part is positive");
            }
        }
    }

    public Kernel {
        parts = List.copyOf(parts);
        double sum = parts.stream().mapToDouble(Part::weight).sum();
        if (parts.size() > 8 || Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException("a kernel has 1 to 8 parts that add up to 1, not " + sum);
        }
    }

    /**
     * The growth per second of a process with a given R: r of {@code 1/R = Σ w/(1 + r τ)}, by 80 bisections. Negative
     * below 1, minus infinity at 0.
     */
    public double growth(double r) {
        if (r <= 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double shortest = parts.stream().mapToDouble(Part::seconds).min().orElseThrow();
        double longest = parts.stream().mapToDouble(Part::seconds).max().orElseThrow();
        double low = -1 / longest;
        double high = Math.max(1, r) / shortest;
        for (int step = 0; step < BISECTIONS; step++) {
            double middle = (low + high) / 2;
            if (r * transform(middle) > 1) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Seconds until as many again have carried it; infinite unless R is above 1. */
    public double doublingSeconds(double r) {
        return r > 1 ? Math.log(2) / growth(r) : Double.POSITIVE_INFINITY;
    }

    private double transform(double growth) {
        double sum = 0;
        for (var part : parts) {
            sum += part.weight() / (1 + growth * part.seconds());
        }
        return sum;
    }
}
