package vadra.parts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vadra.community.Plain;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.media.Picture;
import vadra.opinions.Opinions;
import vadra.polls.Polls;
import vadra.previews.Preview;
import vadra.previews.Previews;

/** Holds what somebody wants a post to carry against what there is. Safe for use by any thread. */
public final class Parts {
    private final PgSources sources;
    private final Quoting quoting;
    private final BiFunction<MemberId, Set<String>, Future<Map<String, Picture.Size>>> held;
    private final Polls polls;
    private final Opinions opinions;
    private final Previews previews;
    private final Clock clock;

    /**
     * Wires the service.
     *
     * @param held which pictures of these a member holds, and how large each is
     * @param previews of links
     * @param clock by which a poll is closed
     */
    public Parts(
            Pool pool,
            BiFunction<MemberId, Set<String>, Future<Map<String, Picture.Size>>> held,
            Previews previews,
            Clock clock) {
        this.sources = new PgSources(pool);
        this.quoting = new Quoting(pool);
        this.held = held;
        this.polls = new Polls(pool);
        this.opinions = new Opinions(pool);
        this.previews = previews;
        this.clock = clock;
    }

    /** Which posts quote one. */
    public Quoting quoting() {
        return quoting;
    }

    /** What is answered to polls. */
    public Polls polls() {
        return polls;
    }

    /** What is thought of products. */
    public Opinions opinions() {
        return opinions;
    }

    /** What pages say of themselves. */
    public Previews previews() {
        return previews;
    }

    /** What there is of that which was asked for. */
    private record Found(
            Map<PgSources.Wanted, PgSources.Found> sources,
            Map<String, Picture.Size> pictures,
            Optional<Preview> preview) {
        PgSources.@Nullable Found source(Wanted.Quote quote) {
            return sources.get(new PgSources.Wanted(quote.post(), quote.version()));
        }
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
        bounded(wanted, "parts", Part.MOST, any -> true);
        bounded(wanted, "parts.media", Part.Picture.MOST, Wanted.Picture.class::isInstance);
        bounded(wanted, "parts.url", 1, Wanted.Link.class::isInstance);
        once(wanted);
        var quoted = sources.read(of(wanted, Wanted.Quote.class)
                .map(quote -> new PgSources.Wanted(quote.post(), quote.version()))
                .distinct()
                .toList());
        var pictures = held.apply(
                actor.id(),
                of(wanted, Wanted.Picture.class).map(Wanted.Picture::media).collect(Collectors.toSet()));
        var preview = of(wanted, Wanted.Link.class)
                .findAny()
                .map(link -> previews.seen(link.url()))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
        return Future.all(quoted, pictures, preview, known(wanted))
                .map(read -> settled(wanted, new Found(quoted.result(), pictures.result(), preview.result())));
    }

    /** A post asks one thing, or thinks one thing. */
    private static void once(List<Wanted> wanted) {
        if (of(wanted, Wanted.Poll.class).count()
                        + of(wanted, Wanted.Opinion.class).count()
                > 1) {
            throw Problem.invalid("parts", "at most one poll or one opinion");
        }
    }

    private Future<Void> known(List<Wanted> wanted) {
        return of(wanted, Wanted.Opinion.class)
                .map(one -> opinions.known(one.facts().product()))
                .findAny()
                .orElseGet(Future::succeededFuture);
    }

    private static void bounded(List<Wanted> wanted, String field, int most, Predicate<Wanted> which) {
        if (wanted.stream().filter(which).count() > most) {
            throw Problem.invalid(field, "at most " + most);
        }
    }

    private static <T extends Wanted> Stream<T> of(List<Wanted> wanted, Class<T> kind) {
        return wanted.stream().filter(kind::isInstance).map(kind::cast);
    }

    private Carried settled(List<Wanted> wanted, Found found) {
        return new Carried(wanted.stream().map(one -> settled(one, found)).toList(), against(wanted, found));
    }

    /** What hinders it now, and need not have when it was said first. */
    private @Nullable Problem against(List<Wanted> wanted, Found found) {
        boolean gone = of(wanted, Wanted.Quote.class)
                .map(found::source)
                .anyMatch(source -> source != null && !source.source().stands());
        return gone
                ? new Problem.Conflict("What you quote has been withdrawn or is hidden.")
                : of(wanted, Wanted.Poll.class)
                        .map(poll -> poll.terms().against(clock.instant()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static Part settled(Wanted wanted, Found found) {
        if (wanted instanceof Wanted.Quote quote) {
            return quoted(quote, found.source(quote));
        }
        if (wanted instanceof Wanted.Picture picture) {
            var size = found.pictures().get(picture.media());
            if (size == null) {
                throw Problem.invalid("parts.media", "must be a picture that you have uploaded");
            }
            var alt = Plain.lines("parts.alt", Objects.requireNonNullElse(picture.alt(), ""), Part.Picture.MOST_ALT);
            return new Part.Picture(picture.media(), alt, size.width(), size.height());
        }
        if (wanted instanceof Wanted.Link) {
            return found.preview()
                    .map(Part.Link::new)
                    .orElseThrow(() -> Problem.invalid("parts.url", "must be a link whose preview you have seen"));
        }
        if (wanted instanceof Wanted.Poll poll) {
            return new Part.Poll(poll.terms());
        }
        if (wanted instanceof Wanted.Opinion opinion) {
            return new Part.Opinion(opinion.facts());
        }
        throw new AssertionError(wanted);
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
}
