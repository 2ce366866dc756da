package vadra.wording;

import java.time.Instant;
import java.util.List;
import vadra.core.PostId;

/**
 * Something new that several people say, found by itself. It tells that it is said, not whether it is true.
 *
 * @param number its number, from 1
 * @param name its most telling pair of words, or word, as the first who said it wrote it
 * @param raisedAt when enough people had said it
 * @param words its telling words and pairs, the most telling first, at most {@value #MAX_WORDS}
 * @param likelihood how much better "more is said of it now" explains the counts than "as usual" does: the log of the
 *     ratio, of its most telling term
 * @param authors how many people had said it when it was raised
 * @param posts the posts that said it, the first ones first
 * @param shown whether it is shown to the staff at once; beyond the hour's budget it is only listed
 */
public record Topic(
        int number,
        String name,
        Instant raisedAt,
        List<String> words,
        double likelihood,
        int authors,
        List<PostId> posts,
        boolean shown) {
    static final int MAX_WORDS = 12;

    public Topic {
        words = List.copyOf(words);
        posts = List.copyOf(posts);
    }
}
