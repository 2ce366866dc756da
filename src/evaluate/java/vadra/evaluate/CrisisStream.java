package vadra.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vadra.evaluate.Listener.Post;
import vadra.evaluate.Tables.Line;

/**
 * How many posts about a real event it takes until it is found among all others. The tweets have no authors, so each has
 * its own. A topic most of whose posts are not about the event is a false one.
 */
final class CrisisStream implements Experiment {
    @Override
    public String name() {
        return "A crisis found in a stream";
    }

    @Override
    public List<Row> run(Path data) throws IOException {
        var rows = new ArrayList<Row>();
        for (var stream : Tables.in(data.resolve("stream"))) {
            if (stream.get(0).has("label")) {
                rows.addAll(run(stream, "stream " + (rows.size() / 2 + 1)));
            }
        }
        return rows;
    }

    private static List<Row> run(List<Line> stream, String name) {
        var listener = new Listener();
        int heard = 0;
        int about = 0;
        int wrong = 0;
        for (var line : stream) {
            int isAbout = line.text("label").equals("on-topic") ? 1 : 0;
            about += isAbout;
            var author = "author " + heard++;
            var raised = listener.hear(new Post(line.number("t_s_from_event"), author, "", line.post(), isAbout))
                    .raised();
            if (raised.isPresent() && listener.isMostly(raised.get(), post -> post.story() == 1)) {
                return rows(name, about, wrong);
            }
            wrong += raised.isPresent() ? 1 : 0;
        }
        return rows(name, Double.POSITIVE_INFINITY, wrong);
    }

    private static List<Row> rows(String name, double about, int wrong) {
        return List.of(
                new Row("on-topic posts needed, " + name, about, "posts", "20", "10", "15 (SigniTrend)"),
                new Row("… false topics before", wrong, "topics", "0", "0", ""));
    }
}
