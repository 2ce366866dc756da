package vadra.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vadra.evaluate.Tables.Line;

/** How well the share of posts that ask or deny tells rumours from other news, after so many posts. */
final class DoubtShare implements Experiment {
    private static final double BARE = 0.3;

    @Override
    public String name() {
        return "Doubt share of rumours and other news";
    }

    @Override
    public List<Row> run(Path data) throws IOException {
        var cascades = Tables.with(data.resolve("enquiry"), "posts");
        if (cascades.isEmpty()) {
            return List.of();
        }
        return List.of(
                new Row("doubt share AUC after 20 posts", auc(cascades, 20, 0), "", "", "", "0.67"),
                new Row("… after 50 posts", auc(cascades, 50, 0), "", "", "", "0.76"),
                new Row("… after 100 posts", auc(cascades, 100, 0), "", "", "", "0.83"),
                new Row("… after 20, a bare question mark as 0.3 cues", auc(cascades, 20, BARE), "", "", "", ""),
                new Row("… after 100, a bare question mark as 0.3 cues", auc(cascades, 100, BARE), "", "", "", ""));
    }

    private static double auc(List<Line> cascades, int posts, double bare) {
        var rumours = new ArrayList<Double>();
        var others = new ArrayList<Double>();
        for (var cascade : cascades) {
            (cascade.text("label").equals("rumour") ? rumours : others).add(share(cascade.text("posts"), posts, bare));
        }
        double better = 0;
        for (double rumour : rumours) {
            for (double other : others) {
                better += rumour > other ? 1 : rumour == other ? 0.5 : 0;
            }
        }
        return better / ((double) rumours.size() * others.size());
    }

    private static double share(String flags, int posts, double bare) {
        var first = List.of(flags.split(",", -1)).stream().limit(posts).toList();
        double doubts = first.stream()
                .mapToDouble(flag -> flag.endsWith(":1") ? 1 : flag.endsWith(":2") ? bare : 0)
                .sum();
        return (doubts + 0.5) / (first.size() + 10);
    }
}
