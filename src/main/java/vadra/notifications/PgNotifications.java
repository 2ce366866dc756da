package vadra.notifications;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;

/** Notifications in PostgreSQL, whose functions decide who is told of what. */
final class PgNotifications {
    private static final String ROUND = "SELECT notification_round($1, $2)";
    private static final String WAKE = "SELECT wake_notifications($1)";
    private static final String TIDY = "SELECT tidy_notifications($1)";
    private static final String TELL = "SELECT notify_member($1, $2, $3, $4)";
    private static final String OF = "SELECT * FROM notifications_of($1, $2, $3, $4)";
    private static final String UNREAD = "SELECT notifications_unread($1, $2)";
    private static final String READ = "SELECT read_notifications($1, $2, $3, $4, $5)";
    private static final String NOW = "SELECT notifications_now()";
    private static final String SINCE = "SELECT * FROM notifications_since($1, $2, $3)";
    private static final String PARKED = "SELECT count(*) FROM notification_parked";
    private static final String STATES = """
            SELECT asked.member, notifications_unread(asked.member, $3) AS unread, newest.*
            FROM unnest($1::uuid[], $2::bigint[]) asked(member, number)
            LEFT JOIN LATERAL notifications_of(asked.member, jsonb_build_object('only', jsonb_build_array(asked.number)), 1, $3)
                newest ON asked.number > 0""";

    private final Pool pool;

    PgNotifications(Pool pool) {
        this.pool = pool;
    }

    /**
     * That something changed for a member.
     *
     * @param fresh whether it is unread, and its time has come
     */
    record Change(Changes.Place at, MemberId member, String handle, boolean fresh) {}

    /** How it stands for a member, and one notification, where that stands. */
    record State(MemberId member, int unread, Optional<Notification> newest) {}

    Future<Integer> round(Instant now, int most) {
        return pool.preparedQuery(ROUND)
                .execute(Tuple.of(time(now), most))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    Future<Void> wake(Instant now) {
        return pool.preparedQuery(WAKE).execute(Tuple.of(time(now))).mapEmpty();
    }

    Future<Void> tidy(Instant now) {
        return pool.preparedQuery(TIDY).execute(Tuple.of(time(now))).mapEmpty();
    }

    Future<Boolean> tell(MemberId member, Tidings tidings) {
        var told = new JsonObject()
                .put("by", text(tidings.by()))
                .put("post", text(tidings.post()))
                .put("link", tidings.link());
        told.getMap().values().removeIf(Objects::isNull);
        return pool.preparedQuery(TELL)
                .execute(Tuple.of(member.value(), tidings.kind(), tidings.key(), told))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    /**
     * A member's notifications that stand, newest first.
     *
     * @param before all when null
     */
    Future<List<Notification>> of(MemberId member, @Nullable Long before, int most, Instant now) {
        return list(member, before == null ? new JsonObject() : new JsonObject().put("before", before), most, now);
    }

    /** Those of a letter that are unread. */
    Future<List<Notification>> inLetter(MemberId member, UUID letter, int most, Instant now) {
        return list(member, new JsonObject().put("mail", letter.toString()).put("unread", true), most, now);
    }

    private Future<List<Notification>> list(MemberId member, JsonObject asked, int most, Instant now) {
        return pool.preparedQuery(OF)
                .execute(Tuple.of(member.value(), asked, most, time(now)))
                .map(rows -> rows.stream().map(PgNotifications::notification).toList());
    }

    Future<Integer> unread(MemberId member, Instant now) {
        return pool.preparedQuery(UNREAD)
                .execute(Tuple.of(member.value(), time(now)))
                .map(rows -> rows.iterator().next().getLong(0).intValue());
    }

    Future<Void> read(MemberId member, Seen seen, Instant now) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(
                        member.value(), seen.numbers().toArray(Long[]::new), seen.upTo(), seen.room(), time(now)))
                .mapEmpty();
    }

    Future<String> now() {
        return pool.query(NOW).execute().map(rows -> rows.iterator().next().getString(0));
    }

    Future<List<Change>> since(Changes.Place place, int most) {
        return pool.preparedQuery(SINCE)
                .execute(Tuple.of(place.transaction(), place.n(), most))
                .map(rows -> rows.stream()
                        .map(row -> new Change(
                                new Changes.Place(row.getString("tx"), row.getLong("n")),
                                new MemberId(row.getUUID("member_id")),
                                row.getString("handle"),
                                row.getBoolean("fresh")))
                        .toList());
    }

    /** How it stands for members, each with the notification of a number, 0 for none. */
    Future<List<State>> states(List<MemberId> members, List<Long> numbers, Instant now) {
        return pool.preparedQuery(STATES)
                .execute(Tuple.of(
                        members.stream().map(MemberId::value).toArray(UUID[]::new),
                        numbers.toArray(Long[]::new),
                        time(now)))
                .map(rows -> rows.stream()
                        .map(row -> new State(
                                new MemberId(row.getUUID("member")),
                                row.getLong("unread").intValue(),
                                row.getLong("n") == null ? Optional.empty() : Optional.of(notification(row))))
                        .toList());
    }

    Future<Long> parked() {
        return pool.query(PARKED).execute().map(rows -> rows.iterator().next().getLong(0));
    }

    private static Notification notification(Row row) {
        var about = row.getJsonObject("about");
        @Nullable String room = row.getString("room");
        var place = Optional.ofNullable(room)
                .map(slug -> new Notification.Place(
                        slug,
                        row.getString("title"),
                        row.getString("room_kind"),
                        row.getUUID("post"),
                        row.getUUID("thread")));
        return new Notification(
                row.getLong("n"),
                row.getOffsetDateTime("at").toInstant(),
                row.getValue("read_at") != null,
                new Notification.What(
                        row.getString("kind"),
                        about.getString("move"),
                        about.getString("link"),
                        place,
                        row.getLong("times").intValue()),
                Optional.ofNullable(row.getString("name"))
                        .map(name -> new Notification.By(name, row.getString("handle"))),
                row.getString("words"));
    }

    static OffsetDateTime time(Instant now) {
        return now.atOffset(ZoneOffset.UTC);
    }
}
