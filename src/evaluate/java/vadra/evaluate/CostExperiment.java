package vadra.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.RoomId;
import vadra.velocity.Kernel;
import vadra.velocity.Kind;
import vadra.velocity.Occurrence;
import vadra.velocity.Scale;
import vadra.velocity.Stance;
import vadra.velocity.Topic;

/** What a thousand topics cost on one thread: posts of a made-up stream, 500 a second, some topics far more than others. */
final class CostExperiment implements Experiment {
    private static final int TOPICS = 1000;
    private static final int POSTS = 200_000;
    private static final int ROUNDS = 3;
    private static final long BETWEEN = 2;

    @Override
    public String name() {
        return "Cost (1 000 topics, one thread; read no data)";
    }

    @Override
    public List<Row> run(Path data) {
        var stream = stream(new Random(7));
        double best = 0;
        double memory = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long before = used();
            var topics = topics();
            long began = System.nanoTime();
            feed(topics, stream);
            best = Math.max(best, POSTS / ((System.nanoTime() - began) / 1e9));
            memory = (used() - before) / 1e6;
            // Keeps them alive until they are weighed.
            if (topics.get(0).level().name().isEmpty()) {
                throw new AssertionError();
            }
        }
        return List.of(
                new Row("posts a second, with a tick of every topic a second", best, "", "20000", "60000", "-"),
                new Row("memory of all", memory, "MB", "64", "16", "-"));
    }

    private record Post(int topic, Occurrence occurrence) {}

    private static List<Topic> topics() {
        var topics = new ArrayList<Topic>();
        for (int number = 0; number < TOPICS; number++) {
            var topic = new Topic(0, Kernel.LIVE_CHAT);
            var unused = topic.tick(0, Scale.SMALL);
            topics.add(topic);
        }
        return topics;
    }

    private static void feed(List<Topic> topics, List<Post> stream) {
        long second = 0;
        for (var post : stream) {
            for (; second < post.occurrence().at() / 1000; second++) {
                for (var topic : topics) {
                    var unused = topic.tick(second * 1000, Scale.SMALL);
                }
            }
            var unused = topics.get(post.topic()).add(post.occurrence());
        }
    }

    private static List<Post> stream(Random random) {
        var stream = new ArrayList<Post>();
        var last = new PostId[TOPICS];
        for (int number = 0; number < POSTS; number++) {
            int topic = (int) (TOPICS * Math.pow(random.nextDouble(), 3));
            var id = new PostId(new UUID(random.nextLong(), random.nextLong()));
            boolean answers = last[topic] != null && random.nextBoolean();
            stream.add(new Post(
                    topic,
                    new Occurrence(
                            number * BETWEEN,
                            new MemberId(new UUID(0, random.nextInt(20_000))),
                            new RoomId(new UUID(1, random.nextInt(50))),
                            id,
                            answers ? last[topic] : null,
                            answers ? 1 : 0,
                            answers ? Kind.REPLY : Kind.ORIGINAL,
                            random.nextInt(10) == 0 ? Stance.ASKS : Stance.SPREADS)));
            if (!answers) {
                last[topic] = id;
            }
        }
        return stream;
    }

    private static long used() {
        for (int time = 0; time < 3; time++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
