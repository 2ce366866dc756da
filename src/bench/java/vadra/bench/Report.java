package vadra.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Everything that was measured: printed as it comes, and written down after each. */
final class Report {
    private static final Path FILE = Path.of("target/bench/figures.json");
    private static final String OURS = "vadra";

    private final List<Figures> figures = new ArrayList<>();
    private final JsonArray others = new JsonArray();

    void add(Figures measured) {
        if (figures.isEmpty()) {
            System.out.println(Figures.head());
        }
        System.out.println(measured.row());
        figures.add(measured);
        write();
    }

    /** Something that is no fan-out: what it is called, a line to read, and the same as JSON. */
    void add(String name, String line, JsonObject values) {
        System.out.println(name + ": " + line);
        others.add(values.put("name", name));
        write();
    }

    /** Prints the medians over all rounds, and what ours costs beside the others. */
    void conclude() {
        if (figures.isEmpty()) {
            return;
        }
        var medians = medians();
        System.out.println("\nMedians:\n" + Figures.head());
        medians.forEach(median -> System.out.println(median.row()));
        System.out.println("\nOurs beside the others, processor time per delivery (below 1 is less):");
        byLoad(medians).forEach((load, servers) -> {
            var ratios = ratios(servers);
            if (!ratios.isEmpty()) {
                System.out.printf(
                        Locale.ROOT,
                        "%-24s %s%n",
                        load,
                        ratios.entrySet().stream()
                                .map(ratio ->
                                        String.format(Locale.ROOT, "%.2f of %s", ratio.getValue(), ratio.getKey()))
                                .collect(Collectors.joining("   ")));
            }
        });
        compareCompression(medians);
    }

    /** What compressing costs and saves, beside the same load without it. */
    private static void compareCompression(List<Figures> medians) {
        medians.stream()
                .filter(squeezed -> squeezed.load().endsWith(FanOut.COMPRESSED))
                .forEach(squeezed -> medians.stream()
                        .filter(plain -> (plain.load() + FanOut.COMPRESSED).equals(squeezed.load())
                                && plain.server().equals(squeezed.server()))
                        .forEach(plain -> System.out.printf(
                                Locale.ROOT,
                                "%-24s %.2f of the bytes and %.2f of the processor time of plain%n",
                                squeezed.load(),
                                squeezed.bytes() / plain.bytes(),
                                squeezed.cpu() / plain.cpu())));
    }

    private List<Figures> medians() {
        return figures.stream()
                .collect(Collectors.groupingBy(
                        measured -> measured.load() + " " + measured.server(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(Figures::median)
                .toList();
    }

    private static Map<String, List<Figures>> byLoad(List<Figures> medians) {
        return medians.stream().collect(Collectors.groupingBy(Figures::load, LinkedHashMap::new, Collectors.toList()));
    }

    /** What ours costs as a part of what each other costs, under one load. */
    private static Map<String, Double> ratios(List<Figures> servers) {
        var ratios = new LinkedHashMap<String, Double>();
        servers.stream()
                .filter(server -> server.server().equals(OURS))
                .forEach(ours -> servers.stream()
                        .filter(other -> !other.server().equals(OURS))
                        .forEach(other -> ratios.put(other.server(), ours.cpu() / other.cpu())));
        return ratios;
    }

    private void write() {
        var medians = medians();
        var ratios = new JsonObject();
        byLoad(medians).forEach((load, servers) -> {
            var of = new JsonObject();
            ratios(servers).forEach(of::put);
            ratios.put(load, of);
        });
        var json = new JsonObject()
                .put("java", System.getProperty("java.vm.version"))
                .put("kernel", System.getProperty("os.version"))
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("medians", array(medians))
                .put("ratios", ratios)
                .put("others", others)
                .put("rounds", array(figures));
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, json.encodePrettily());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JsonArray array(List<Figures> figures) {
        return new JsonArray(figures.stream().map(Figures::json).toList());
    }

    static double median(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
