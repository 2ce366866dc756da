package vadra.parts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.opinions.Opinions;
import vadra.polls.Polls;

/** Holds what somebody wants a post to carry against what there is. Safe for use by any thread. */
public final class Parts {
    private final PgSources sources;
    private final Polls polls;
    private final Opinions opinions;
    private final Clock clock;

    /**
     * Makes it.
     *
     * @param clock by which a poll is closed
     */
    public Parts(Pool pool, Clock clock) {
        this.sources = new PgSources(pool);
        this.polls = new Polls(pool);
        this.opinions = new Opinions(pool);
        this.clock = clock;
    }

    /** What is answered to polls. */
    public Polls polls() {
        return polls;
    }

    /** What is thought of products. */
    public Opinions opinions() {
        return opinions;
    }

    /**
     * The parts that are asked for.
     *
     * @param wanted in their order, at most {@link Part#MOST}
     * @return fails with {@link Problem.Invalid} when they can be no parts; what may change is told by {@link Carried#against}
     */
    public Future<Carried> settle(Actor actor, List<Wanted> wanted) {
        if (wanted.isEmpty()) {
            return Future.succeededFuture(Carried.NOTHING);
        }
        if (wanted.size() > Part.MOST) {
            throw Problem.invalid("parts", "at most " + Part.MOST);
        }
        var quotes = wanted.stream()
                .filter(Wanted.Quote.class::isInstance)
                .map(Wanted.Quote.class::cast)
                .map(quote -> new PgSources.Wanted(quote.post(), quote.version()))
                .distinct()
                .toList();
        once(wanted);
        return Future.all(sources.read(quotes), known(wanted)).map(found -> settled(wanted, found.resultAt(0)));
    }

    /** A post asks one thing, or thinks one thing. */
    private static void once(List<Wanted> wanted) {
        if (wanted.stream().filter(one -> !(one instanceof Wanted.Quote)).count() > 1) {
            throw Problem.invalid("parts", "at most one poll or one opinion");
        }
    }

    private Future<Void> known(List<Wanted> wanted) {
        return wanted.stream()
                .filter(Wanted.Opinion.class::isInstance)
                .map(one -> opinions.known(((Wanted.Opinion) one).facts().product()))
                .findAny()
                .orElseGet(Future::succeededFuture);
    }

    private Carried settled(List<Wanted> wanted, Map<PgSources.Wanted, PgSources.Found> found) {
        var parts = new ArrayList<Part>();
        Problem against = null;
        for (var one : wanted) {
            if (one instanceof Wanted.Quote quote) {
                var source = found.get(new PgSources.Wanted(quote.post(), quote.version()));
                parts.add(quoted(quote, source));
                against = against == null ? against(source) : against;
            } else if (one instanceof Wanted.Poll poll) {
                parts.add(new Part.Poll(poll.terms()));
                against = against == null ? poll.terms().against(clock.instant()) : against;
            } else if (one instanceof Wanted.Opinion opinion) {
                parts.add(new Part.Opinion(opinion.facts()));
            } else {
                throw new AssertionError(one);
            }
        }
        return new Carried(parts, against);
    }

    private static Part.Quote quoted(Wanted.Quote quote, PgSources.@Nullable Found source) {
        if (source == null || source.quoted() == null) {
            throw new ProblemException(new Problem.NotFound("post", quote.post() + " in version " + quote.version()));
        }
        if (quote.excerpt() == null) {
            return new Part.Quote(quote.post(), quote.version(), 0, 0);
        }
        var excerpt = Excerpt.line(quote.excerpt());
        int from = source.quoted().indexOf(excerpt);
        if (excerpt.isEmpty() || excerpt.length() > Excerpt.MOST || from < 0) {
            throw Problem.invalid(
                    "parts.excerpt", "must be words of that version, at most " + Excerpt.MOST + " characters");
        }
        return new Part.Quote(quote.post(), quote.version(), from, from + excerpt.length());
    }

    private static @Nullable Problem against(PgSources.@Nullable Found source) {
        return source == null || source.source().stands()
                ? null
                : new Problem.Conflict("What you quote has been withdrawn or is hidden.");
    }
}
