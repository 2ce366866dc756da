package vadra.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.wording.Cues;
import vadra.wording.Doubt.Setting;
import vadra.wording.Emergence;
import vadra.wording.Language;
import vadra.wording.Saying;
import vadra.wording.Terms;
import vadra.wording.TextReader;
import vadra.wording.Watch;
import vadra.wording.Watches;

/**
 * How many chat messages a second one thread reads, holds against 1 000 watches, asks for doubt and hands to emergence. Each
 * watch has three phrases of two words that stand side by side in some message. Messages come 500 a second of event time,
 * from 2 000 people.
 */
final class WordingSpeed implements Experiment {
    private static final int WARMING_UP = 300_000;
    private static final int MEASURED = 600_000;

    private final TextReader reader = new TextReader();
    private final Cues cues = Cues.bundled();
    private final Emergence emergence = new Emergence();
    private long found;
    private long doubts;

    @Override
    public String name() {
        return "Speed of the text half";
    }

    @Override
    public List<Row> run(Path data) throws IOException {
        var texts = Tables.with(data.resolve("chat"), "segment").stream()
                .map(Tables.Line::post)
                .toList();
        if (texts.isEmpty()) {
            return List.of();
        }
        var watches = new Watches<>(watches(texts), reader);
        hear(texts, watches, 0, WARMING_UP);
        long begun = System.nanoTime();
        hear(texts, watches, WARMING_UP, WARMING_UP + MEASURED);
        double seconds = (System.nanoTime() - begun) / 1e9;
        return List.of(
                new Row(
                        "text throughput, one thread, 1 000 watches",
                        MEASURED / seconds,
                        "posts/s",
                        "20000",
                        "60000",
                        ""),
                new Row("… sightings in a thousand posts", share(found), "", "", "", ""),
                new Row("… enquiries in a thousand posts", share(doubts), "", "", "", ""));
    }

    private static double share(long count) {
        return count * 1_000.0 / (WARMING_UP + MEASURED);
    }

    private static List<Watch<Integer>> watches(List<String> texts) {
        var random = new Random(1);
        var watches = new ArrayList<Watch<Integer>>();
        for (int i = 0; i < Watches.MAX; i++) {
            var phrases = new ArrayList<String>();
            while (phrases.size() < 3) {
                var words = List.of(texts.get(random.nextInt(texts.size())).split("\\s+"));
                if (words.size() > 3) {
                    int at = random.nextInt(words.size() - 1);
                    phrases.add(words.get(at) + " " + words.get(at + 1));
                }
            }
            watches.add(new Watch<>(i, Watch.Match.ANY, Language.BOTH, phrases));
        }
        return watches;
    }

    private void hear(List<String> texts, Watches<Integer> watches, int from, int to) {
        for (int i = from; i < to; i++) {
            var passage = reader.read(texts.get(i % texts.size()));
            found += watches.in(passage).size();
            doubts += cues.doubt(passage, Setting.TALK).asks() ? 1 : 0;
            var unused = emergence.add(new Saying(
                    new PostId(new UUID(0, i)),
                    new MemberId(new UUID(1, (i * 7919L) % 2_000)),
                    Instant.ofEpochMilli(i * 2L),
                    Set.of(),
                    Terms.of(passage)));
        }
    }
}
