package vadra.blogs;

import java.time.Instant;
import java.util.List;

/**
 * What an article had elsewhere.
 *
 * @param slug its name there
 * @param publishedAt its first day
 * @param disclosure who paid for it then, in the author's words
 * @param echoes what was said of it there
 */
public record Brought(String slug, Instant publishedAt, String disclosure, List<Article.Echo> echoes) {
    /** The most of what was said that comes along with an article. */
    public static final int MAX_ECHOES = 2_000;

    public Brought {
        echoes = List.copyOf(echoes);
    }
}
