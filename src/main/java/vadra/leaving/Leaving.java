package vadra.leaving;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import vadra.core.MemberId;
import vadra.core.Problem;

/**
 * Members who leave. A wish waits two weeks; then the database takes the member out bit by bit, so that a server that ends in the
 * middle loses nothing and repeats nothing. Safe for use by any thread, and on several servers at once.
 */
public final class Leaving {
    private final PgLeaving rows;

    public Leaving(Pool pool) {
        this.rows = new PgLeaving(pool);
    }

    /**
     * Takes a member's own wish to leave; asked again, the kind may change and the two weeks begin anew.
     *
     * @param language in which language the place of the name says that somebody was here, {@code sv} or {@code en}
     * @return fails with {@link Problem.Conflict} for the last of the staff, and where it is being carried out
     */
    public Future<Wish> ask(MemberId member, Wish.Kind kind, String language) {
        return rows.ask(member, kind, language)
                .map(wish -> wish.orElseThrow(() -> Problem.conflict("It is being carried out.")));
    }

    /** Lets a member stay after all; nothing happens where they did not wish to leave. */
    public Future<Void> stay(MemberId member) {
        return rows.stay(member);
    }

    /** A member's own wish, where there is one. */
    public Future<Optional<Wish>> of(MemberId member) {
        return rows.of(member);
    }

    /** Carries out what is due. To be called every so often, on any node. */
    public Future<Void> carryOut() {
        return rows.due().compose(this::each);
    }

    private Future<Void> each(List<MemberId> due) {
        var done = Future.<Void>succeededFuture();
        for (var member : due) {
            done = done.compose(before -> carryOut(member));
        }
        return done;
    }

    private Future<Void> carryOut(MemberId member) {
        return rows.step(member).compose(done -> done ? Future.succeededFuture() : carryOut(member));
    }
}
