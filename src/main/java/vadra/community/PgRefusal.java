package vadra.community;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.Objects;
import vadra.core.Problem;

/** What the database's own functions refuse, as the problem that it is: their SQLSTATEs end as HTTP's statuses do. */
public final class PgRefusal {
    private PgRefusal() {}

    /** Turns a refusal into its problem, and passes any other failure on. */
    public static <T> Future<T> asProblem(Throwable failure) {
        if (!(failure instanceof PgException refused)) {
            return Future.failedFuture(failure);
        }
        var why = Objects.requireNonNullElse(refused.getErrorMessage(), "") + ".";
        return switch (refused.getSqlState()) {
            case "VA403" -> Future.failedFuture(Problem.forbidden(why));
            case "VA404" -> Future.failedFuture(Problem.notFound("row or thing", ""));
            case "VA409" -> Future.failedFuture(Problem.conflict(why));
            // Somebody else was there a moment before.
            case "23505" -> Future.failedFuture(Problem.conflict("There is one already."));
            case "VA429" ->
                Future.failedFuture(Problem.tooFast(
                        Objects.requireNonNullElse(refused.getHint(), "reports"),
                        why,
                        Duration.ofSeconds(Long.parseLong(refused.getDetail()))));
            case "VA400" -> Future.failedFuture(Problem.invalid("act", refused.getErrorMessage()));
            // A text that is too short or too long, a time that is over, a rule that is not in that version.
            case "23514", "23503", "22P02", "22007" ->
                Future.failedFuture(Problem.invalid("act", "does not have the form of the ledger"));
            default -> Future.failedFuture(failure);
        };
    }
}
