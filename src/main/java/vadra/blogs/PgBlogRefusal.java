package vadra.blogs;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import vadra.community.PgRefusal;
import vadra.core.Problem;

/** What the database refuses of blogs, where it is more than its own functions say. */
final class PgBlogRefusal {
    private PgBlogRefusal() {}

    static <T> Future<T> asProblem(Throwable failure) {
        boolean taken =
                failure instanceof PgException refused && refused.getSqlState().equals("23505");
        return taken
                ? Future.failedFuture(Problem.conflict("There is a room or an article by that name already."))
                : PgRefusal.asProblem(failure);
    }
}
