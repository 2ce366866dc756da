package vadra.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vadra.evaluate.Cascades.Cascade;
import vadra.velocity.Kernel;
import vadra.velocity.Level;
import vadra.velocity.Scale;
import vadra.velocity.Topic;

/** How restless the level is in the first three hours of cascades, beside one that follows its signs at once. */
final class LevelExperiment implements Experiment {
    private static final int CASCADES = 150;
    private static final long LARGE_SITE = 20_000;
    private static final int SECONDS = 3 * 3600;
    private static final int BETWEEN_TICKS = 1;

    @Override
    public String name() {
        return "Levels (first three hours of cascades)";
    }

    @Override
    public List<Row> run(Path data) throws IOException {
        var cascades = Cascades.read(data);
        var rows = new ArrayList<Row>();
        if (cascades.isEmpty()) {
            return rows;
        }
        var some = cascades.subList(0, Math.min(CASCADES, cascades.size()));
        double[] sums = new double[3];
        some.forEach(cascade -> follow(cascade, Scale.SMALL, sums));
        double[] large = new double[3];
        some.forEach(cascade -> follow(cascade, Scale.forSite(LARGE_SITE), large));
        rows.add(new Row("changes per topic and 3 h", sums[0] / some.size(), "", "", "", "-"));
        rows.add(new Row("the same without hysteresis", sums[1] / some.size(), "", "", "", "-"));
        rows.add(new Row("hysteresis saves", 100 * (1 - sums[0] / sums[1]), "%", "50", "70", "-"));
        rows.add(new Row(
                "cascades that become critical, of a small site", 100 * sums[2] / some.size(), "%", "", "", "-"));
        rows.add(new Row("the same where 20 000 are active", 100 * large[2] / some.size(), "%", "", "", "-"));
        return rows;
    }

    private static void follow(Cascade cascade, Scale scale, double[] sums) {
        var topic = new Topic(0, Kernel.LIVE_CHAT);
        var jumpy = Level.CALM;
        boolean critical = false;
        int next = 0;
        for (int second = 0; second <= SECONDS; second += BETWEEN_TICKS) {
            long at = second * 1000L;
            for (; next < cascade.posts().size() && cascade.posts().get(next).at() <= at; next++) {
                var unused = topic.add(cascade.posts().get(next));
            }
            sums[0] += topic.tick(at, scale).isPresent() ? 1 : 0;
            critical |= topic.level() == Level.CRITICAL;
            var now = topic.signs(at).supports(scale);
            sums[1] += now == jumpy ? 0 : 1;
            jumpy = now;
        }
        sums[2] += critical ? 1 : 0;
    }
}
