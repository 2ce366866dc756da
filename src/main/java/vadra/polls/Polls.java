package vadra.polls;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import vadra.core.CommandId;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Problem;

/**
 * The answering of polls. A ballot is a row that the server cannot read, and instead of a receipt it keeps the commands that cast
 * it, so that nothing beside it tells who answered what. Safe for use by any thread, and on several servers at once.
 */
public final class Polls {
    /** The most that are told of at once. */
    public static final int MOST_BALLOTS = 200;

    /** Each so many rounds are done even where nobody answered on this server: for what is due to close, and other servers' answers. */
    private static final int QUIET_ROUNDS = 4;

    private final PgPolls rows;
    private final AtomicBoolean stirred = new AtomicBoolean();
    private int quiet;

    public Polls(Pool pool) {
        this.rows = new PgPolls(pool);
    }

    /**
     * Answers a poll, instead of what the member answered before.
     *
     * @param chosen by their places from 0; none takes the answer back
     * @return the poll as the member sees it; fails with {@link Problem.Conflict} when it takes no answers, with
     *     {@link Problem.NotFound} when there is none, with {@link Problem.Invalid} when it has no such choices
     */
    public Future<Poll> answer(MemberId by, PostId post, List<Integer> chosen, CommandId command) {
        return rows.cast(by, post, chosen, command).onSuccess(cast -> stirred.set(true));
    }

    /** A poll; fails with {@link Problem.NotFound} when the post is none. */
    public Future<Poll> poll(PostId post, @Nullable MemberId reader) {
        return rows.seen(List.of(post), reader).map(found -> {
            var poll = found.get(post);
            if (poll == null) {
                throw Problem.notFound("poll", post.toString());
            }
            return poll;
        });
    }

    /**
     * Who chose what, by their handles; nothing of an anonymous poll, and of others to whom its counts are shown.
     *
     * @param after the last handle of the page before, empty for the first
     * @param limit 1 to {@value #MOST_BALLOTS}
     */
    public Future<List<Ballot>> ballots(PostId post, @Nullable MemberId reader, String after, int limit) {
        return rows.ballots(post, reader, after, limit);
    }

    /** Counts what was answered since, closes what is due, and tells the rooms. To be called four times a second, by one thread. */
    public Future<Void> count() {
        if (!stirred.getAndSet(false) && ++quiet < QUIET_ROUNDS) {
            return Future.succeededFuture();
        }
        quiet = 0;
        return rows.count().onFailure(away -> stirred.set(true)).mapEmpty();
    }
}
