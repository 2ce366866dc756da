package vadra.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import vadra.evaluate.Listener.Post;
import vadra.evaluate.Tables.Line;

/**
 * Rumours put into real chat, to be found without being looked for.
 *
 * <p>The chat's segments follow each other, a minute apart, as one stream. Its length is cut into 15 equal stretches; into
 * each a rumour is put, the stories taking turns: 30 posts of the story that follow each other there, from a random one on,
 * each by an author of its own, with exponential gaps of two minutes in the mean, half a mention a minute, which is the
 * lowest tier of speed. This is done four times, with seeds 1 to 4. A rumour is found with the topic that is shown, not only
 * listed, and most of whose posts are its own. A topic most of whose posts are not injected is a false one. A message that
 * begins with a name answers that person.
 */
final class ChatInjection implements Experiment {
    private static final int RUMOURS = 15;
    private static final int POSTS = 30;
    private static final double GAP = 120;
    private static final int SEEDS = 4;
    private static final double DAY = 86_400;
    private static final Pattern ANSWER = Pattern.compile("^@(\\w+)");

    /** What was found of the rumours: mentions until then, in the stretches' order; and topics that were no rumour. */
    private record Outcome(List<Double> mentions, int wrong, int wrongShown) {}

    @Override
    public String name() {
        return "Rumours found in chat";
    }

    @Override
    public List<Row> run(Path data) throws IOException {
        var chat = chat(Tables.with(data.resolve("chat"), "segment"));
        var stories = stories(Tables.with(data.resolve("chat"), "story"));
        if (chat.isEmpty() || stories.isEmpty()) {
            return List.of();
        }
        var all = new ArrayList<Double>();
        var early = new ArrayList<Double>();
        var late = new ArrayList<Double>();
        double wrong = 0;
        double wrongShown = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            var outcome = listen(chat, rumours(chat, stories, new Random(seed)));
            all.addAll(outcome.mentions());
            early.addAll(outcome.mentions().subList(0, RUMOURS / 2));
            late.addAll(outcome.mentions().subList(RUMOURS / 2, RUMOURS));
            wrong += outcome.wrong();
            wrongShown += outcome.wrongShown();
        }
        double days = SEEDS * length(chat) / DAY;
        return List.of(
                new Row("chat injection: found of 15", RUMOURS * foundShare(all), "rumours", "14", "15", ""),
                new Row("… median mentions until found", median(all), "posts", "14", "9", ""),
                new Row("… false topics a day, shown", wrongShown / days, "topics", "3", "1", ""),
                new Row("… false topics a day, shown or listed", wrong / days, "topics", "", "", ""),
                new Row("… median mentions, first half of the chat", median(early), "posts", "", "", ""),
                new Row("… median mentions, second half", median(late), "posts", "", "", ""));
    }

    private static List<Post> chat(List<Line> lines) {
        var posts = new ArrayList<Post>();
        var segment = "";
        double begin = 0;
        for (var line : lines) {
            if (!line.text("segment").equals(segment)) {
                segment = line.text("segment");
                begin = length(posts) + 60;
            }
            var answer = ANSWER.matcher(line.text("text"));
            posts.add(new Post(
                    begin + line.number("t_s"),
                    segment + " " + line.text("user"),
                    answer.find() ? segment + " " + answer.group(1) : "",
                    line.post(),
                    -1));
        }
        return posts;
    }

    private static double length(List<Post> posts) {
        return posts.isEmpty() ? 0 : posts.get(posts.size() - 1).second();
    }

    private static Map<String, List<String>> stories(List<Line> lines) {
        var stories = new LinkedHashMap<String, List<String>>();
        lines.forEach(line -> stories.computeIfAbsent(line.text("story"), none -> new ArrayList<>())
                .add(line.post()));
        return stories;
    }

    private static List<Post> rumours(List<Post> chat, Map<String, List<String>> stories, Random random) {
        var told = List.copyOf(stories.values());
        var posts = new ArrayList<Post>();
        for (int i = 0; i < RUMOURS; i++) {
            var story = told.get(i % told.size());
            double second = length(chat) * (i + 0.8 * random.nextDouble()) / RUMOURS;
            int first = random.nextInt(story.size());
            for (int k = 0; k < Math.min(POSTS, story.size()); k++) {
                posts.add(new Post(second, "rumour " + i + " " + k, "", story.get((first + k) % story.size()), i));
                second -= Math.log(1 - random.nextDouble()) * GAP;
            }
        }
        return posts;
    }

    private static Outcome listen(List<Post> chat, List<Post> rumours) {
        var posts = new ArrayList<>(chat);
        posts.addAll(rumours);
        posts.sort(Comparator.comparingDouble(Post::second));
        var listener = new Listener();
        var told = new int[RUMOURS];
        var found = new ArrayList<>(Collections.nCopies(RUMOURS, Double.POSITIVE_INFINITY));
        int wrong = 0;
        int wrongShown = 0;
        for (var post : posts) {
            if (post.story() >= 0) {
                told[post.story()]++;
            }
            var raised = listener.hear(post).raised();
            if (raised.isPresent() && listener.isMostly(raised.get(), one -> one.story() < 0)) {
                wrong++;
                wrongShown += raised.get().shown() ? 1 : 0;
            } else if (raised.isPresent() && raised.get().shown() && post.story() >= 0) {
                found.set(post.story(), Math.min(found.get(post.story()), told[post.story()]));
            }
        }
        return new Outcome(found, wrong, wrongShown);
    }

    private static double foundShare(List<Double> mentions) {
        return mentions.stream().filter(Double::isFinite).count() / (double) mentions.size();
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }
}
