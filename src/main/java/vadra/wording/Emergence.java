package vadra.wording;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vadra.wording.Cluster.Hot;

/**
 * Finds what is newly said, without being told what to look for.
 *
 * <p>Each term of a post has a sum {@code F} of its mentions lately (time constant 15 min) and an expectation {@code b} from
 * the long run (24 h), raised while everything is busy. How much better "said more often now" explains the counts than "as
 * usual" is the Poisson log likelihood ratio {@code F ln(F/b) - (F - b)}. Terms with at least {@value #HOT} are hot; hot
 * terms of one post form a cluster, and a cluster whose words together reach {@value #EVIDENCE}, said by at least
 * {@value #AUTHORS} people, is a {@link Topic}. A person counts once per term in ten minutes, and does not count for terms
 * that the one they answer has just said: an echo is no second source.
 *
 * <p>Knows no clock but the events': a post that is up to two minutes late counts now, a later one not at all. The same
 * posts give the same topics, wherever in time they lie. Memory is fixed. Confined to one thread.
 */
public final class Emergence {
    /** Likelihood from which a term is hot. */
    static final double HOT = 4.5;
    /** Likelihoods of a cluster's words together from which it is a topic. */
    static final double EVIDENCE = 18;
    /** People who must have said it. */
    static final int AUTHORS = 3;
    /** Fewer mentions than this lately, and a term is not looked at. */
    static final double ENOUGH = 2.4;
    /** Mentions that are expected at least, in 15 min; what was never said before has this. */
    static final double FLOOR = 0.25;
    /** A busy time explains at most this many times the usual. */
    static final double BUSIEST = 6;
    /** Topics shown in an hour; the others are listed. */
    static final int SHOWN_PER_HOUR = 3;
    /** Topics that can be looked up and dismissed; the oldest goes. */
    static final int MAX_TOPICS = 200;

    private static final long HOUR = 3_600_000;
    private static final long TOO_LATE = 120_000;
    /** Before this much time has been heard, everything is new, and nothing is raised. */
    private static final long WARMING_UP = 30 * 60_000;

    private final TermTable table = new TermTable();
    private final AuthorCells authors = new AuthorCells();
    private final Recent recent = new Recent();
    private final Clusters clusters = new Clusters();
    private final Dismissals dismissals = new Dismissals();
    private final Map<Integer, Raised> topics = new LinkedHashMap<>();
    private final Deque<Long> shown = new ArrayDeque<>();
    private final BitSet fresh = new BitSet();

    private record Raised(Topic topic, Cluster cluster) {}

    /** Takes a post, and tells which topics it carries and whether it raises one. */
    public Heard add(Saying saying) {
        if (table.now() - saying.time() > TOO_LATE && !table.isEmpty()) {
            return Heard.NOTHING;
        }
        table.advance(saying.time());
        if (count(saying)) {
            table.addPost();
            recent.add(saying);
        }
        var hot = hotTerms(saying.terms());
        Optional<Topic> raised = hot.isEmpty() || table.age() < WARMING_UP ? Optional.empty() : join(saying, hot);
        return heard(saying, raised);
    }

    private boolean count(Saying saying) {
        var terms = saying.terms();
        long author = Saying.hash(saying.author());
        fresh.clear();
        for (int i = 0; i < terms.size(); i++) {
            long term = terms.hash(i);
            if (authors.isFresh(term, author, table.now()) && !isEcho(saying, term)) {
                fresh.set(i);
                table.add(term);
            }
        }
        return !fresh.isEmpty();
    }

    private boolean isEcho(Saying saying, long term) {
        for (var answered : saying.answers()) {
            if (authors.said(term, Saying.hash(answered), table.now())) {
                return true;
            }
        }
        return false;
    }

    private List<Hot> hotTerms(Terms terms) {
        var hot = new ArrayList<Hot>();
        for (int i = fresh.nextSetBit(0); i >= 0; i = fresh.nextSetBit(i + 1)) {
            long term = terms.hash(i);
            double often = table.fast(term);
            if (often >= ENOUGH) {
                double likelihood = likelihood(term, often);
                if (likelihood >= HOT) {
                    hot.add(new Hot(term, terms.readable(i), terms.isPair(i), likelihood));
                }
            }
        }
        return hot;
    }

    private double likelihood(long term, double often) {
        double busy = Math.min(BUSIEST, Math.max(1, table.busy()));
        double usual = Math.max(FLOOR, table.usual(term) * busy);
        double ratio = often > usual ? often * Math.log(often / usual) - (often - usual) : 0;
        return ratio - dismissals.of(term, table.now());
    }

    private Optional<Topic> join(Saying saying, List<Hot> hot) {
        long now = table.now();
        var cluster = clusters.sharing(hot, now);
        cluster.said(saying, now);
        for (var term : hot) {
            if (cluster.add(term)) {
                clusters.own(cluster, term.term(), now);
                recent.with(term.term(), now - Clusters.LIFETIME).forEach(earlier -> cluster.said(earlier, now));
            }
        }
        if (cluster.isRaised() || cluster.authors() < AUTHORS || cluster.evidence() < EVIDENCE) {
            return Optional.empty();
        }
        var topic = cluster.raise(saying.at(), isWithinBudget(now));
        if (topics.size() >= MAX_TOPICS) {
            topics.remove(topics.keySet().iterator().next());
        }
        topics.put(topic.number(), new Raised(topic, cluster));
        return Optional.of(topic);
    }

    private boolean isWithinBudget(long now) {
        while (!shown.isEmpty() && now - shown.getFirst() >= HOUR) {
            shown.removeFirst();
        }
        if (shown.size() >= SHOWN_PER_HOUR) {
            return false;
        }
        shown.addLast(now);
        return true;
    }

    private Heard heard(Saying saying, Optional<Topic> raised) {
        var carried = clusters.in(saying.terms(), table.now());
        carried.forEach(cluster -> cluster.said(saying, table.now()));
        return carried.isEmpty() && raised.isEmpty()
                ? Heard.NOTHING
                : new Heard(carried.stream().map(Cluster::number).sorted().toList(), raised);
    }

    /** The topics that were raised, the latest first, at most {@value #MAX_TOPICS}. */
    public List<Topic> topics() {
        var latest = new ArrayList<Topic>();
        topics.values().forEach(raised -> latest.add(0, raised.topic()));
        return List.copyOf(latest);
    }

    /** The staff says that a topic is nothing new: its terms need more evidence for a week or two. */
    public void dismiss(int topic) {
        var raised = topics.get(topic);
        if (raised != null) {
            dismissals.dismiss(raised.cluster().terms(), table.now());
        }
    }

    /**
     * Takes in what another node heard. The counts add up exactly, cell by cell; an author who spoke on both counts once on
     * each. Clusters are each node's own: the node that reads the merged counts forms them.
     */
    public void merge(Emergence other) {
        table.merge(other.table);
        authors.merge(other.authors);
        recent.merge(other.recent);
        dismissals.merge(other.dismissals);
    }
}
