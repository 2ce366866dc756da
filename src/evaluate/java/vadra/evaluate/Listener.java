package vadra.evaluate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.wording.Emergence;
import vadra.wording.Heard;
import vadra.wording.Saying;
import vadra.wording.Terms;
import vadra.wording.TextReader;
import vadra.wording.Topic;

/** Hands posts of the data to emergence, and knows them again in the topics. */
final class Listener {
    private final Emergence emergence = new Emergence();
    private final TextReader reader = new TextReader();
    private final List<Post> posts = new ArrayList<>();

    /**
     * A post of the data.
     *
     * @param second when it was written
     * @param author any name
     * @param answers whom it answers, or an empty text
     * @param story the story that it was injected with, or -1
     */
    record Post(double second, String author, String answers, String text, int story) {}

    Heard hear(Post post) {
        posts.add(post);
        return emergence.add(new Saying(
                new PostId(new UUID(0, posts.size() - 1)),
                member(post.author()),
                Instant.ofEpochMilli(Math.round(post.second() * 1_000)),
                post.answers().isEmpty() ? Set.of() : Set.of(member(post.answers())),
                Terms.of(reader.read(post.text()))));
    }

    private static MemberId member(String name) {
        return new MemberId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether most of a topic's posts are of a kind. */
    boolean isMostly(Topic topic, Predicate<Post> kind) {
        long so = topic.posts().stream()
                .map(id -> posts.get((int) id.value().getLeastSignificantBits()))
                .filter(kind)
                .count();
        return so * 2 > topic.posts().size();
    }
}
