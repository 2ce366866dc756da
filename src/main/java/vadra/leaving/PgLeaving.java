package vadra.leaving;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import vadra.community.PgRefusal;
import vadra.core.MemberId;

/** Who leaves, in PostgreSQL, whose own functions do it. */
final class PgLeaving {
    private static final String ASK = "SELECT * FROM ask_to_leave($1, $2, $3)";
    private static final String STAY = "SELECT stay_after_all($1)";
    private static final String OF = "SELECT * FROM leaving_of($1)";
    private static final String DUE = "SELECT leaving_due() AS member";
    private static final String STEP = "SELECT leave_step($1) AS done";

    private final Pool pool;

    PgLeaving(Pool pool) {
        this.pool = pool;
    }

    Future<Optional<Wish>> ask(MemberId member, Wish.Kind kind, String language) {
        return pool.preparedQuery(ASK)
                .execute(Tuple.of(member.value(), kind.code(), language))
                .map(PgLeaving::wish)
                .recover(PgRefusal::asProblem);
    }

    Future<Void> stay(MemberId member) {
        return pool.preparedQuery(STAY).execute(Tuple.of(member.value())).mapEmpty();
    }

    Future<Optional<Wish>> of(MemberId member) {
        return pool.preparedQuery(OF).execute(Tuple.of(member.value())).map(PgLeaving::wish);
    }

    Future<List<MemberId>> due() {
        return pool.query(DUE)
                .execute()
                .map(rows -> rows.stream()
                        .map(row -> new MemberId(row.getUUID("member")))
                        .toList());
    }

    /** Whether nothing is left to do now. */
    Future<Boolean> step(MemberId member) {
        return pool.preparedQuery(STEP)
                .execute(Tuple.of(member.value()))
                .map(rows -> rows.iterator().next().getBoolean("done"));
    }

    private static Optional<Wish> wish(RowSet<Row> rows) {
        return rows.stream()
                .findAny()
                .map(row -> new Wish(
                        Wish.Kind.of(row.getString("kind")),
                        row.getOffsetDateTime("asked_at").toInstant(),
                        row.getOffsetDateTime("due_at").toInstant()));
    }
}
