package vadra.wording;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vadra.core.MemberId;
import vadra.core.PostId;

/** Terms that became hot in the same posts, and who said them. */
final class Cluster {
    static final int MAX_TERMS = 64;
    static final int MAX_AUTHORS = 256;
    static final int MAX_POSTS = 64;

    private final Map<Long, Hot> terms = new LinkedHashMap<>();
    private final Set<MemberId> authors = new LinkedHashSet<>();
    private final Set<PostId> posts = new LinkedHashSet<>();
    private final int number;
    private long last;
    private boolean raised;

    /** A term that is said unusually often, in the words of the post where it was first seen to be. */
    record Hot(long term, String readable, boolean pair, double likelihood) {}

    Cluster(int number) {
        this.number = number;
    }

    /** Takes a term in; true when it is new here and there was room for it. */
    boolean add(Hot hot) {
        var known = terms.get(hot.term());
        if (known != null) {
            double likelihood = Math.max(known.likelihood(), hot.likelihood());
            terms.put(hot.term(), new Hot(hot.term(), known.readable(), hot.pair(), likelihood));
            return false;
        }
        if (terms.size() < MAX_TERMS) {
            terms.put(hot.term(), hot);
            return true;
        }
        return false;
    }

    /** A post said one of its terms, at a time of the state's clock. */
    void said(Saying saying, long now) {
        if (authors.size() < MAX_AUTHORS) {
            authors.add(saying.author());
        }
        if (posts.size() < MAX_POSTS) {
            posts.add(saying.post());
        }
        last = Math.max(last, now);
    }

    boolean isLive(long now, long lifetime) {
        return now - last <= lifetime;
    }

    int number() {
        return number;
    }

    int authors() {
        return authors.size();
    }

    int size() {
        return terms.size();
    }

    boolean isRaised() {
        return raised;
    }

    Set<Long> terms() {
        return Set.copyOf(terms.keySet());
    }

    /** The words' likelihoods together; pairs say the same once more, and are left out. */
    double evidence() {
        return terms.values().stream()
                .filter(hot -> !hot.pair())
                .mapToDouble(Hot::likelihood)
                .sum();
    }

    Topic raise(Instant at, boolean shown) {
        raised = true;
        var words = words();
        return new Topic(number, words.get(0), at, words, evidence(), authors(), List.copyOf(posts), shown);
    }

    private List<String> words() {
        var best = new ArrayList<>(terms.values());
        best.sort(Comparator.comparing(Hot::pair).thenComparing(Hot::likelihood).reversed());
        return best.stream()
                .map(Hot::readable)
                .distinct()
                .limit(Topic.MAX_WORDS)
                .toList();
    }
}
