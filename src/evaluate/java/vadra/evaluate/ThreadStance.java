package vadra.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import vadra.evaluate.Tables.Line;
import vadra.wording.Cues;
import vadra.wording.Doubt.Setting;
import vadra.wording.Doubt.Stance;
import vadra.wording.TextReader;

/** The cues on rumour threads, whose every post people have labelled support, query, deny or comment. */
final class ThreadStance implements Experiment {
    private final Cues cues = Cues.bundled();
    private final TextReader reader = new TextReader();

    @Override
    public String name() {
        return "Stance in rumour threads (SDQC)";
    }

    @Override
    public List<Row> run(Path data) throws IOException {
        var posts = Tables.with(data.resolve("sdqc"), "stance");
        if (posts.isEmpty()) {
            return List.of();
        }
        return List.of(
                new Row("SDQC query F1, rules only", f1(posts, post -> true), "", "0.60", "0.66", "0.46"),
                new Row("… threads of even number", f1(posts, post -> isEven(post)), "", "", "", ""),
                new Row("… threads of odd number", f1(posts, post -> !isEven(post)), "", "", "", ""),
                new Row("… by a bare question mark in a reply", bare(posts), "", "", "", ""));
    }

    private static boolean isEven(Line post) {
        return Math.floorMod(post.text("thread").hashCode(), 2) == 0;
    }

    private double f1(List<Line> posts, Predicate<Line> part) {
        var hits = new Hits();
        posts.stream().filter(part).forEach(post -> hits.add(asks(post), isQuery(post)));
        return hits.f1();
    }

    private static double bare(List<Line> posts) {
        var hits = new Hits();
        posts.forEach(post -> hits.add(isReply(post) && post.text("text").contains("?"), isQuery(post)));
        return hits.f1();
    }

    private boolean asks(Line post) {
        return cues.doubt(reader.read(post.post()), setting(post)).stance() == Stance.ASKS;
    }

    /** As the monitor has it: the first post of a thread is number 0. */
    private static Setting setting(Line post) {
        return !isReply(post) ? Setting.TALK : post.number("parent") == 0 ? Setting.DIRECT : Setting.THREAD;
    }

    private static boolean isReply(Line post) {
        return post.number("parent") >= 0;
    }

    private static boolean isQuery(Line post) {
        return post.text("stance").equals("query");
    }
}
