package vadra.notifications;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import vadra.community.PgRefusal;
import vadra.core.MemberId;
import vadra.core.Problem;

/** What members chose, in PostgreSQL. */
final class PgChoices {
    private static final String OF = "SELECT * FROM notification_choice_of($1)";
    private static final String CHOOSE = "SELECT choose_notifications($1, $2, $3)";
    private static final String PLACES = "SELECT * FROM notification_places_of($1)";
    private static final String PLACE = "SELECT choose_place($1, $2, $3, $4)";

    private final Pool pool;

    PgChoices(Pool pool) {
        this.pool = pool;
    }

    Future<Choices> of(MemberId member) {
        return pool.preparedQuery(OF)
                .execute(Tuple.of(member.value()))
                .map(rows -> rows.stream().findAny().map(PgChoices::choices).orElse(Choices.FIRST));
    }

    Future<Void> choose(MemberId member, Choices chosen, Instant now) {
        var mail = chosen.mail();
        var json = new JsonObject()
                .put("off", new JsonArray(chosen.off()))
                .put("zone", chosen.zone())
                .put(
                        "quietFrom",
                        chosen.quiet().map(quiet -> quiet.from().toString()).orElse(null))
                .put(
                        "quietUntil",
                        chosen.quiet().map(quiet -> quiet.until().toString()).orElse(null))
                .put("mail", mail.pace().name().toLowerCase(Locale.ROOT))
                .put("mailHour", mail.hour())
                .put("mailDay", mail.day())
                .put("language", mail.language());
        return pool.preparedQuery(CHOOSE)
                .execute(Tuple.of(member.value(), json, PgNotifications.time(now)))
                .<Void>mapEmpty()
                .recover(failure -> failure instanceof PgException refused
                                && Objects.equals(refused.getSqlState(), "22023")
                        ? Future.failedFuture(Problem.invalid("zone", "is a time zone, such as Europe/Stockholm"))
                        : Future.failedFuture(failure));
    }

    Future<List<Choices.Place>> places(MemberId member) {
        return pool.preparedQuery(PLACES)
                .execute(Tuple.of(member.value()))
                .map(rows -> rows.stream()
                        .map(row -> new Choices.Place(
                                row.getString("kind"),
                                row.getString("name"),
                                row.getString("level"),
                                row.getString("title")))
                        .toList());
    }

    Future<Boolean> choose(MemberId member, String kind, String name, String level) {
        return pool.preparedQuery(PLACE)
                .execute(Tuple.of(member.value(), kind, name, level))
                .map(rows -> rows.iterator().next().getBoolean(0))
                .recover(PgRefusal::asProblem);
    }

    private static Choices choices(Row row) {
        return new Choices(
                List.of(row.getArrayOfStrings("off")),
                row.getString("zone"),
                Optional.ofNullable(row.getLocalTime("quiet_from"))
                        .map(from -> new Choices.Quiet(from, row.getLocalTime("quiet_until"))),
                new Choices.Mail(
                        Choices.Pace.valueOf(row.getString("mail").toUpperCase(Locale.ROOT)),
                        row.getInteger("mail_hour"),
                        row.getInteger("mail_day"),
                        row.getString("language")));
    }
}
