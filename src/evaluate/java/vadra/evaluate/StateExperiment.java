package vadra.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vadra.evaluate.Cascades.Cascade;
import vadra.velocity.Kernel;
import vadra.velocity.Reading;
import vadra.velocity.Topic;

/** Whether a stream told twice gives the same state, and whether three nodes that share it give the same figures. */
final class StateExperiment implements Experiment {
    private static final int CASCADES = 100;
    private static final int NODES = 3;
    private static final long AT = 7_200_000;

    @Override
    public String name() {
        return "State (first two hours of cascades)";
    }

    @Override
    public List<Row> run(Path data) throws IOException {
        var cascades = Cascades.read(data);
        if (cascades.isEmpty()) {
            return List.of();
        }
        var some = cascades.subList(0, Math.min(CASCADES, cascades.size()));
        long different = some.stream()
                .filter(cascade -> !Arrays.equals(
                        cascade.at(AT / 1000.0).state(), cascade.at(AT / 1000.0).state()))
                .count();
        double worst = some.stream().mapToDouble(StateExperiment::error).max().orElseThrow();
        return List.of(
                new Row("replayed twice: states that differ", (double) different, "", "0", "0", "-"),
                new Row("merge of " + NODES + " nodes: largest relative error", worst, "", "1e-9", "1e-9", "-"));
    }

    /** Posts are dealt out to the nodes by their authors, as each node counts its own. */
    private static double error(Cascade cascade) {
        var whole = cascade.at(AT / 1000.0);
        var parts = new ArrayList<Topic>();
        for (int node = 0; node < NODES; node++) {
            parts.add(new Topic(0, Kernel.LIVE_CHAT));
        }
        for (var post : cascade.posts()) {
            if (post.at() <= AT) {
                int node = Math.floorMod(post.author().hashCode(), NODES);
                var unused = parts.get(node).add(post);
            }
        }
        for (int node = 1; node < NODES; node++) {
            parts.get(0).merge(parts.get(node));
        }
        return error(whole.reading(AT), parts.get(0).reading(AT));
    }

    private static double error(Reading one, Reading other) {
        double[] pairs = {
            one.pace().fast(),
            other.pace().fast(),
            one.pace().slow(),
            other.pace().slow(),
            one.growth().r(),
            other.growth().r(),
            one.growth().high(),
            other.growth().high(),
            one.growth().spreading(),
            other.growth().spreading(),
            one.doubt().share(),
            other.doubt().share(),
            one.form().toCome(),
            other.form().toCome(),
            (double) one.counts().posts(),
            (double) other.counts().posts()
        };
        double worst = 0;
        for (int pair = 0; pair < pairs.length; pair += 2) {
            worst = Math.max(worst, Math.abs(pairs[pair] - pairs[pair + 1]) / Math.max(1e-9, Math.abs(pairs[pair])));
        }
        return worst;
    }
}
