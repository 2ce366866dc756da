package vadra.parts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.Problem;
import vadra.core.ProblemException;

/** Holds what somebody wants a post to carry against what there is. Safe for use by any thread. */
public final class Parts {
    private final PgSources sources;

    public Parts(Pool pool) {
        this.sources = new PgSources(pool);
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
        return sources.read(quotes).map(found -> settled(wanted, found));
    }

    private static Carried settled(List<Wanted> wanted, Map<PgSources.Wanted, PgSources.Found> found) {
        var parts = new ArrayList<Part>();
        Problem against = null;
        for (var one : wanted) {
            if (one instanceof Wanted.Quote quote) {
                var source = found.get(new PgSources.Wanted(quote.post(), quote.version()));
                parts.add(quoted(quote, source));
                against = against == null ? against(source) : against;
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
