package vadra.velocity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.RoomId;

/** Makes posts for the tests: who said what to whom, after how many seconds. */
final class Posts {
    static final long START = 1_700_000_000_000L;

    private Posts() {}

    static Occurrence post(double seconds, String author, String room, Stance stance) {
        return new Occurrence(
                at(seconds),
                new MemberId(uuid(author)),
                new RoomId(uuid(room)),
                new PostId(uuid(author + room + seconds + stance)),
                null,
                0,
                Kind.ORIGINAL,
                stance);
    }

    static Occurrence answer(double seconds, String author, Occurrence to, Stance stance) {
        return new Occurrence(
                at(seconds),
                new MemberId(uuid(author)),
                to.room(),
                new PostId(uuid(author + to.post() + seconds)),
                to.post(),
                to.depth() + 1,
                Kind.REPLY,
                stance);
    }

    /** A conversation of many people in some rooms, in the order of time; every stance occurs. */
    static List<Occurrence> talk(long seed, int count) {
        var random = new Random(seed);
        var posts = new ArrayList<Occurrence>();
        double now = 0;
        for (int number = 0; number < count; number++) {
            now += -Math.log(1 - random.nextDouble()) * 20;
            var author = "author " + random.nextInt(60);
            int die = random.nextInt(12);
            var stance = die == 0 ? Stance.ASKS : die == 1 ? Stance.DENIES : Stance.SPREADS;
            boolean begins = posts.isEmpty() || random.nextInt(3) == 0;
            posts.add(
                    begins
                            ? post(now, author, "room " + random.nextInt(5), stance)
                            : answer(now, author, posts.get(random.nextInt(posts.size())), stance));
        }
        return posts;
    }

    /** As many people as there are seconds in so many minutes divided by the gap; each answers one of those before. */
    static List<Occurrence> wave(double from, int people, double gap, Stance stance) {
        var posts = new ArrayList<Occurrence>();
        posts.add(post(from, "first", "room", stance));
        for (int number = 1; number < people; number++) {
            posts.add(answer(from + number * gap, "person " + number, posts.get(number / 2), stance));
        }
        return posts;
    }

    static Topic topic() {
        return new Topic(START, Kernel.LIVE_CHAT);
    }

    static Topic topic(List<Occurrence> posts) {
        var topic = topic();
        posts.forEach(post -> {
            var unused = topic.add(post);
        });
        return topic;
    }

    /** Feeds posts with a tick each second until an end, and gives the changes of level. */
    static List<LevelChange> watch(Topic topic, List<Occurrence> posts, double until) {
        var changes = new ArrayList<LevelChange>();
        int next = 0;
        for (int second = 0; second <= until; second++) {
            for (; next < posts.size() && posts.get(next).at() <= at(second); next++) {
                var unused = topic.add(posts.get(next));
            }
            topic.tick(at(second), Scale.SMALL).ifPresent(changes::add);
        }
        return changes;
    }

    static long at(double seconds) {
        return START + Math.round(seconds * 1000);
    }

    private static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
