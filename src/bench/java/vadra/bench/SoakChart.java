package vadra.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A long run as a picture: memory, latency and deliveries over the minutes, one above the other. */
final class SoakChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 180;
    private static final int LEFT = 80;
    private static final int GAP = 50;

    private SoakChart() {}

    /** A figure over the minutes. */
    private record Line(String name, String colour, ToDoubleFunction<Soak.Sample> figure) {}

    /** The picture, as SVG. */
    static String of(List<Soak.Sample> samples) {
        var panels = List.of(
                List.of(
                        new Line("resident MB", "#1f5fa8", Soak.Sample::resident),
                        new Line("live heap MB", "#5b9bd5", Soak.Sample::live)),
                List.of(
                        new Line("p99 ms", "#b03a2e", Soak.Sample::p99),
                        new Line("p50 ms", "#e08e79", Soak.Sample::p50)),
                List.of(new Line("deliveries/s", "#2e7d32", Soak.Sample::perSecond)));
        var svg = new StringBuilder();
        for (int i = 0; i < panels.size(); i++) {
            svg.append(panel(samples, panels.get(i), GAP + i * (HEIGHT + GAP)));
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="#fff"/>
                %s</svg>
                """.formatted(LEFT + WIDTH + GAP, GAP + panels.size() * (HEIGHT + GAP), svg);
    }

    private static String panel(List<Soak.Sample> samples, List<Line> lines, int top) {
        double most = lines.stream()
                .flatMapToDouble(line -> samples.stream().mapToDouble(line.figure()))
                .max()
                .orElse(1);
        var svg = new StringBuilder(axes(most, end(samples), top));
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            svg.append(String.format(
                    "<text x='%d' y='%d' fill='%s'>%s</text>%n<polyline fill='none' stroke='%s' points='%s'/>%n",
                    LEFT + 10 + i * 120,
                    top - 8,
                    line.colour(),
                    line.name(),
                    line.colour(),
                    points(samples, line, top, most)));
        }
        return svg.toString();
    }

    private static String axes(double most, double end, int top) {
        return String.format(
                Locale.ROOT,
                "<path d='M%d %dV%dH%d' fill='none' stroke='#888'/>%n<text x='%d' y='%d' text-anchor='end'>%.0f</text>%n"
                        + "<text x='%d' y='%d' text-anchor='end'>%.1f min</text>%n",
                LEFT,
                top,
                top + HEIGHT,
                LEFT + WIDTH,
                LEFT - 6,
                top + 10,
                most,
                LEFT + WIDTH,
                top + HEIGHT + 16,
                end);
    }

    private static double end(List<Soak.Sample> samples) {
        return samples.get(samples.size() - 1).minute();
    }

    private static String points(List<Soak.Sample> samples, Line line, int top, double most) {
        double end = end(samples);
        return samples.stream()
                .map(sample -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        LEFT + WIDTH * sample.minute() / end,
                        top + HEIGHT * (1 - line.figure().applyAsDouble(sample) / Math.max(1e-9, most))))
                .collect(Collectors.joining(" "));
    }
}
