package vadra.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import vadra.evaluate.Tables.Line;
import vadra.wording.Cues;
import vadra.wording.Doubt.Setting;
import vadra.wording.Doubt.Stance;
import vadra.wording.TextReader;

/** The cues on Swedish and English talk about products, where most questions doubt nothing. */
final class ProductChat implements Experiment {
    private final Cues cues = Cues.bundled();
    private final TextReader reader = new TextReader();

    @Override
    public String name() {
        return "Cues in product chat";
    }

    @Override
    public List<Row> run(Path data) throws IOException {
        var posts = Tables.with(data.resolve("sv"), "label");
        if (posts.isEmpty()) {
            return List.of();
        }
        double asks = f1(posts, "E", Stance.ASKS, i -> true);
        double denies = f1(posts, "D", Stance.DENIES, i -> true);
        return List.of(
                new Row("Swedish and English cue F1, mean of the two below", (asks + denies) / 2, "", ".75", ".85", ""),
                new Row("… enquiries", asks, "", "", "", ""),
                new Row("… denials", denies, "", "", "", ""),
                new Row("… enquiries, even rows", f1(posts, "E", Stance.ASKS, i -> i % 2 == 0), "", "", "", ""),
                new Row("… enquiries, odd rows", f1(posts, "E", Stance.ASKS, i -> i % 2 == 1), "", "", "", ""));
    }

    private double f1(List<Line> posts, String label, Stance stance, IntPredicate part) {
        var hits = new Hits();
        for (int i = 0; i < posts.size(); i++) {
            if (part.test(i)) {
                var post = posts.get(i);
                var told = cues.doubt(reader.read(post.post()), Setting.TALK).stance();
                hits.add(told == stance, post.text("label").equals(label));
            }
        }
        return hits.f1();
    }
}
