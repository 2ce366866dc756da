package vadra.blogs;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.EventCodec;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.discussion.NewRoom;
import vadra.discussion.RoomEvent;

/**
 * What authors write and have not published. A draft is its author's alone: to everybody else, the staff too, there is none.
 * To publish one takes nobody else and no other state. Safe for use by any thread.
 */
public final class Drafts {
    private static final Duration FARTHEST = Duration.ofDays(366);
    private static final Duration LATE = Duration.ofMinutes(1);

    private final PgDrafts rows;
    private final Rendering rendering;
    private final EventCodec codec;
    private final Clock clock;
    private final Supplier<UUID> ids;

    public Drafts(Pool pool, Rendering rendering, EventCodec codec, Clock clock, Supplier<UUID> ids) {
        this.rows = new PgDrafts(pool);
        this.rendering = rendering;
        this.codec = codec;
        this.clock = clock;
        this.ids = ids;
    }

    /** All drafts of an author, last written first, at most {@link Draft#MAX}, each with the beginning of its text. */
    public Future<List<Draft>> of(Actor author) {
        return rows.all(author.id());
    }

    /** One draft of an author; fails with {@link Problem.NotFound} for all others. */
    public Future<Draft> one(Actor author, UUID id) {
        return rows.one(author.id(), id)
                .map(found -> found.orElseThrow(() -> Problem.notFound("draft", id.toString())));
    }

    /** Begins a draft; fails with {@link Problem.Conflict} when the author has {@link Draft#MAX}. */
    public Future<Draft> begin(Actor author, Draft.Writing writing, @Nullable Instant publishAt) {
        return keep(author, ids.get(), 0, writing, publishAt);
    }

    /** Writes on a draft; fails with {@link Problem.Outdated}, which has the newer text, when it is of another version by now. */
    public Future<Draft> keep(Actor author, UUID id, int version, Draft.Writing writing, @Nullable Instant publishAt) {
        return Future.succeededFuture(writing)
                .map(Rendering::normal)
                .compose(normal -> rows.keep(author.id(), id, version, normal, inTime(publishAt)))
                .compose(kept -> kept.map(Future::succeededFuture)
                        .orElseGet(() -> one(author, id).map(newer -> {
                            throw Problem.outdated(
                                    newer.version(),
                                    newer.writing().title(),
                                    newer.writing().source());
                        })));
    }

    private @Nullable Instant inTime(@Nullable Instant publishAt) {
        var now = clock.instant();
        if (publishAt != null && (publishAt.isBefore(now.minus(LATE)) || publishAt.isAfter(now.plus(FARTHEST)))) {
            throw Problem.invalid("publishAt", "must be in the future, and at most a year away");
        }
        return publishAt;
    }

    /** Drops a draft. */
    public Future<Void> drop(Actor author, UUID id) {
        return rows.drop(author.id(), id);
    }

    /** The HTML that publishing the draft as it is would give, byte for byte. */
    public Future<String> preview(Actor author, UUID id) {
        return one(author, id)
                .compose(draft -> rendering.render(author.id(), draft.writing()))
                .map(Rendering.Rendered::html);
    }

    /**
     * Publishes a draft at once: it is an article, and no draft any more.
     *
     * @param version the one that the author saw; fails with {@link Problem.Outdated} when there is another by now
     * @return the article's slug
     */
    public Future<String> publish(Actor author, UUID id, int version) {
        return one(author, id).compose(draft -> {
            if (draft.version() != version) {
                throw Problem.outdated(
                        draft.version(),
                        draft.writing().title(),
                        draft.writing().source());
            }
            return publish(author, draft, null);
        });
    }

    private Future<String> publish(Actor author, Draft draft, @Nullable Brought brought) {
        return rendering.render(author.id(), draft.writing()).compose(rendered -> {
            var by = Rendering.wearing(rendered.writing().hat(), author);
            var post = new PostId(ids.get());
            var event = new RoomEvent.PostCreated(
                    post,
                    by,
                    null,
                    new CommandId(draft.id().toString()),
                    rendered.lead(),
                    List.copyOf(rendered.mentions()));
            var made = new PgDrafts.Made(
                    ids.get(),
                    post.value(),
                    by.hat(),
                    brought == null ? NewRoom.slugOf(rendered.writing().title()) : brought.slug(),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    rendered,
                    brought,
                    codec.encode(event));
            return rows.publish(author.id(), draft.id(), draft.version(), made);
        });
    }

    /**
     * Publishes an article that was published elsewhere before, with its day and what was said of it.
     *
     * @return its slug, which is the wished one where that is free
     */
    public Future<String> bring(Actor author, Draft.Writing writing, Brought brought) {
        return begin(author, writing, null)
                .compose(draft -> publish(author, draft, brought)
                        .recover(failure -> drop(author, draft.id()).transform(done -> Future.failedFuture(failure))));
    }

    /**
     * Publishes the drafts whose time has come, at most 20 at once. Every node may do it: a draft is gone when it is
     * published. One that cannot be published stays a draft, without a time, and says why.
     */
    public Future<Integer> publishDue() {
        return rows.due(clock.instant()).compose(due -> {
            var each = due.stream().map(this::publishDue).toList();
            return Future.join(each)
                    .map(done -> each.stream().mapToInt(Future::result).sum());
        });
    }

    private Future<Integer> publishDue(PgDrafts.Due due) {
        return publish(due.author(), due.id(), due.version())
                .map(slug -> 1)
                .recover(failure -> failure instanceof ProblemException refused
                        ? stays(due, refused.problem()).map(done -> 0)
                        : Future.failedFuture(failure));
    }

    private Future<Void> stays(PgDrafts.Due due, Problem problem) {
        // Another node, or the author, was first.
        return problem instanceof Problem.NotFound || problem instanceof Problem.Outdated
                ? Future.succeededFuture()
                : rows.stays(due, problem.detail());
    }
}
