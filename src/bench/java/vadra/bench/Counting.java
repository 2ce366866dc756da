package vadra.bench;

import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.RoomId;
import vadra.velocity.Kernel;
import vadra.velocity.Kind;
import vadra.velocity.Occurrence;
import vadra.velocity.Scale;
import vadra.velocity.Stance;
import vadra.velocity.Topic;
import vadra.wording.Cues;
import vadra.wording.Doubt;
import vadra.wording.Emergence;
import vadra.wording.Language;
import vadra.wording.Saying;
import vadra.wording.Terms;
import vadra.wording.TextReader;
import vadra.wording.Watch;
import vadra.wording.Watches;

/**
 * What the monitor takes on one thread: each post is read, held against 1 000 watches, asked for doubt, listened to for what
 * is newly said, and counted for the topics that it meets; each second of event time every topic is ticked. Every second
 * post meets a topic, some topics far more often than others.
 *
 * <p>Posts are made up, 500 a second of event time: 12 words of 20 000 with Zipf's frequencies, from 20 000 people in 50
 * rooms.
 */
final class Counting {
    private static final int TOPICS = Watches.MAX;
    private static final int POSTS = 400_000;
    private static final int ROUNDS = 4;
    private static final int WORDS = 20_000;
    private static final long BETWEEN_MILLIS = 2;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private record Post(PostId id, MemberId author, RoomId room, String text, long at) {}

    private final TextReader reader = new TextReader();
    private final Cues cues = Cues.bundled();
    private final Watches<Integer> watches = new Watches<>(
            IntStream.range(0, TOPICS)
                    .mapToObj(topic -> new Watch<>(topic, Watch.Match.ANY, Language.BOTH, List.of(phrase(topic))))
                    .toList(),
            reader);
    private final List<Post> posts = posts(new Random(7));
    private long met;

    /** What one round took, by the clock and by the thread's own processor time. */
    private record Round(double perSecond, double perProcessorSecond, double megabytes) {}

    /** The first round warms up; the middle of the others counts. */
    void run(Report report) {
        var rounds =
                IntStream.range(0, ROUNDS).mapToObj(number -> round()).skip(1).toList();
        double perSecond = median(rounds, Round::perSecond);
        double perProcessorSecond = median(rounds, Round::perProcessorSecond);
        double megabytes = median(rounds, Round::megabytes);
        report.add(
                "monitor",
                String.format(
                        Locale.ROOT,
                        "%.0f posts/s on one thread, %.0f in a second of processor time; %d topics of %.0f posts in the mean take %.1f MB",
                        perSecond,
                        perProcessorSecond,
                        TOPICS,
                        (double) met / TOPICS,
                        megabytes),
                new JsonObject()
                        .put("postsPerSecond", perSecond)
                        .put("postsPerProcessorSecond", perProcessorSecond)
                        .put("topics", TOPICS)
                        .put("megabytes", megabytes));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Report.median(rounds.stream().mapToDouble(figure).toArray());
    }

    private Round round() {
        met = 0;
        long before = used();
        var topics = topics();
        long began = System.nanoTime();
        long worked = THREADS.getCurrentThreadCpuTime();
        count(topics);
        double seconds = (System.nanoTime() - began) / 1e9;
        double processor = (THREADS.getCurrentThreadCpuTime() - worked) / 1e9;
        double megabytes = (used() - before) / 1e6;
        // They have to live until they are weighed.
        if (topics.size() != TOPICS) {
            throw new AssertionError();
        }
        return new Round(POSTS / seconds, POSTS / processor, megabytes);
    }

    private static List<Topic> topics() {
        return IntStream.range(0, TOPICS)
                .mapToObj(topic -> new Topic(0, Kernel.LIVE_CHAT))
                .toList();
    }

    private void count(List<Topic> topics) {
        var emergence = new Emergence();
        long second = 0;
        var last = new Post[TOPICS];
        for (var post : posts) {
            for (; second < post.at() / 1000; second++) {
                for (var topic : topics) {
                    var unused = topic.tick(second * 1000, Scale.SMALL);
                }
            }
            var passage = reader.read(post.text());
            var stance = stance(cues.doubt(passage, Doubt.Setting.TALK).stance());
            for (int topic : watches.in(passage)) {
                met++;
                var unused = topics.get(topic).add(occurrence(post, last[topic], stance));
                last[topic] = last[topic] == null ? post : null;
            }
            var unused = emergence.add(
                    new Saying(post.id(), post.author(), Instant.ofEpochMilli(post.at()), Set.of(), Terms.of(passage)));
        }
    }

    private static Stance stance(Doubt.Stance stance) {
        return switch (stance) {
            case SPREADS -> Stance.SPREADS;
            case ASKS -> Stance.ASKS;
            case DENIES -> Stance.DENIES;
        };
    }

    /** Every second one answers the one before. Ids are copied, as from the log, so that a topic is weighed with all it keeps. */
    private static Occurrence occurrence(Post post, @Nullable Post answered, Stance stance) {
        return new Occurrence(
                post.at(),
                post.author(),
                new RoomId(new UUID(1, post.room().value().getLeastSignificantBits())),
                post.id(),
                answered == null ? null : answered.id(),
                answered == null ? 0 : 1,
                answered == null ? Kind.ORIGINAL : Kind.REPLY,
                stance);
    }

    private static List<Post> posts(Random random) {
        var posts = new ArrayList<Post>();
        for (int number = 0; number < POSTS; number++) {
            var words = random.ints(12, 0, 1_000_000)
                    .mapToObj(draw -> word((int) Math.pow(WORDS, draw / 1e6) - 1))
                    .collect(Collectors.joining(" "));
            var claim = random.nextBoolean() ? " " + phrase((int) (TOPICS * Math.pow(random.nextDouble(), 3))) : "";
            var end = random.nextInt(10) == 0 ? ", is that true?" : ".";
            posts.add(new Post(
                    new PostId(new UUID(random.nextLong(), random.nextLong())),
                    new MemberId(new UUID(0, random.nextInt(20_000))),
                    new RoomId(new UUID(1, random.nextInt(50))),
                    words + claim + end,
                    number * BETWEEN_MILLIS));
        }
        return posts;
    }

    private static String phrase(int topic) {
        return word(WORDS + topic) + " " + word(WORDS + TOPICS + topic);
    }

    /** A word that can be said, another for each number. */
    private static String word(int number) {
        var word = new StringBuilder();
        for (int rest = number + 100; rest > 0; rest /= 100) {
            word.append("bdfgklmnprstvhjxzwcq".charAt(rest % 100 / 5)).append("aeiou".charAt(rest % 5));
        }
        return word.toString();
    }

    private static long used() {
        for (int time = 0; time < 3; time++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
