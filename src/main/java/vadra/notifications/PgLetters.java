package vadra.notifications;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import vadra.core.MemberId;
import vadra.core.Problem;

/** Letters and addresses in PostgreSQL, whose functions see to it that there is one letter for each time. */
final class PgLetters {
    private static final String KEY = "SELECT mail_key()";
    private static final String ASK = "SELECT ask_mail_address($1, $2, $3, $4)";
    private static final String CONFIRM = "SELECT confirm_mail_address($1, $2)";
    private static final String DROP = "SELECT drop_mail_address($1)";
    private static final String LEAVE = "SELECT leave_mail($1)";
    private static final String ADDRESS = "SELECT * FROM mail_address_of($1, $2)";
    private static final String PLAN = "SELECT plan_letters($1)";
    private static final String TAKE = "SELECT * FROM take_letters($1, $2)";
    private static final String END = "SELECT end_letter($1, $2, $3)";
    private static final String FORGET = "SELECT forget_letters($1)";

    private final Pool pool;

    PgLetters(Pool pool) {
        this.pool = pool;
    }

    Future<byte[]> key() {
        return pool.query(KEY)
                .execute()
                .map(rows -> rows.iterator().next().get(Buffer.class, 0).getBytes());
    }

    Future<Void> ask(MemberId member, String address, String language, Instant now) {
        return pool.preparedQuery(ASK)
                .execute(Tuple.of(member.value(), address, language, PgNotifications.time(now)))
                .<Void>mapEmpty()
                .recover(failure ->
                        failure instanceof PgException refused && Objects.equals(refused.getSqlState(), "VA429")
                                ? Future.failedFuture(Problem.tooFast(
                                        "mail",
                                        "At most 3 such letters a day go to an address, and 5 for one member.",
                                        Duration.ofDays(1)))
                                : Future.failedFuture(failure));
    }

    Future<Boolean> confirm(UUID letter, Instant now) {
        return pool.preparedQuery(CONFIRM)
                .execute(Tuple.of(letter, PgNotifications.time(now)))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    Future<Void> drop(MemberId member) {
        return pool.preparedQuery(DROP).execute(Tuple.of(member.value())).mapEmpty();
    }

    Future<Void> leave(UUID member) {
        return pool.preparedQuery(LEAVE).execute(Tuple.of(member)).mapEmpty();
    }

    Future<Letters.Address> address(MemberId member, Instant now) {
        return pool.preparedQuery(ADDRESS)
                .execute(Tuple.of(member.value(), PgNotifications.time(now)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Letters.Address(
                        Optional.ofNullable(row.getString("address")), Optional.ofNullable(row.getString("asked"))));
    }

    Future<Void> plan(Instant now) {
        return pool.preparedQuery(PLAN)
                .execute(Tuple.of(PgNotifications.time(now)))
                .mapEmpty();
    }

    Future<List<Letter>> take(Instant now, int mostAnHour) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(PgNotifications.time(now), mostAnHour))
                .map(rows -> rows.stream()
                        .map(row -> new Letter(
                                row.getUUID("id"),
                                new MemberId(row.getUUID("member_id")),
                                row.getString("kind"),
                                row.getString("address"),
                                row.getString("language"),
                                row.getInteger("tries")))
                        .toList());
    }

    /** Says how a try ended: {@code sent}, {@code void}, or {@code waiting} for the next one. */
    Future<Void> end(UUID letter, String ended, Instant next) {
        return pool.preparedQuery(END)
                .execute(Tuple.of(letter, ended, PgNotifications.time(next)))
                .mapEmpty();
    }

    Future<Void> forget(Instant now) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(PgNotifications.time(now)))
                .mapEmpty();
    }
}
