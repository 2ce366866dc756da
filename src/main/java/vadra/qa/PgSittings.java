package vadra.qa;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.community.PgRefusal;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Role;
import vadra.core.RoomId;
import vadra.discussion.Room;

/** Sittings in PostgreSQL, whose functions are the only way to open or to move one. */
final class PgSittings {
    private static final String SITTING = """
            SELECT sitting.*, room.slug, room.title, room.topic, room.language, product.slug AS product,
                   under_room.kind AS under_kind, under_room.slug AS under_slug, under_room.title AS under_title,
                   earlier_room.slug AS earlier_slug, later_room.slug AS later_slug,
                   asked.questions, asked.settled, (
                       SELECT jsonb_agg(jsonb_build_object('id', host.id, 'handle', handle, 'name', name, 'role', role)
                                        ORDER BY since, handle)
                       FROM host_now JOIN member host ON host.id = member_id
                       WHERE host_now.room_id = sitting.room_id) AS hosts
            FROM sitting JOIN room ON room.id = sitting.room_id
            LEFT JOIN product ON product.id = room.product_id
            LEFT JOIN room under_room ON under_room.id = sitting.under
            LEFT JOIN room earlier_room ON earlier_room.id = sitting.earlier
            LEFT JOIN sitting later ON later.earlier = sitting.room_id
            LEFT JOIN room later_room ON later_room.id = later.room_id
            CROSS JOIN LATERAL (
                SELECT count(*)::int AS questions,
                       (count(*) FILTER (WHERE question.state IN ('answered', 'declined')))::int AS settled
                FROM question JOIN post ON post.id = question.post_id
                WHERE question.room_id = sitting.room_id AND question.into_id IS NULL
                AND post.withdrawn_at IS NULL AND post.restraint IS NULL) asked
            """;
    private static final String BY_SLUG = SITTING + "WHERE room.slug = $1";
    private static final String UNDER = SITTING + "WHERE under_room.slug = $1 ORDER BY sitting.starts_at DESC LIMIT 20";
    /** Those that run and that are to come, soonest first, and behind them the past, newest first. */
    private static final String ALL = "(" + SITTING + """
            WHERE room.restraint IS NULL AND sitting.ends_at > $1 ORDER BY sitting.starts_at, room.slug LIMIT 50)
            UNION ALL (
            """ + SITTING + """
            WHERE room.restraint IS NULL AND sitting.ends_at <= $1 ORDER BY sitting.ends_at DESC, room.slug LIMIT 50)""";

    private static final String HOSTED = SITTING + """
            WHERE EXISTS (SELECT FROM host_now WHERE host_now.room_id = sitting.room_id AND member_id = $1)
            AND sitting.ends_at <= $2 AND later.room_id IS NULL AND asked.questions > asked.settled
            ORDER BY sitting.ends_at DESC LIMIT 20""";
    private static final String BY_CODE =
            "SELECT slug FROM sitting JOIN room ON room.id = sitting.room_id WHERE code = $1";
    private static final String OPEN = "SELECT open_sitting($1, $2, $3, $4)";
    private static final String CLOSE = "SELECT close_sittings($1) AS closed";
    private static final String MOVE = "SELECT move_sitting($1, $2, $3, $4)";

    private final Pool pool;

    PgSittings(Pool pool) {
        this.pool = pool;
    }

    Future<Optional<Sitting>> bySlug(String slug) {
        return read(BY_SLUG, Tuple.of(slug)).map(found -> found.stream().findAny());
    }

    Future<Optional<String>> slugOf(String code) {
        return pool.preparedQuery(BY_CODE)
                .execute(Tuple.of(code))
                .map(rows -> rows.stream().map(row -> row.getString("slug")).findAny());
    }

    Future<List<Sitting>> all(Instant now) {
        return read(ALL, Tuple.of(now.atOffset(ZoneOffset.UTC)));
    }

    Future<List<Sitting>> under(String room) {
        return read(UNDER, Tuple.of(room));
    }

    Future<List<Sitting>> owing(MemberId host, Instant now) {
        return read(HOSTED, Tuple.of(host.value(), now.atOffset(ZoneOffset.UTC)));
    }

    Future<Void> open(MemberId by, RoomId room, NewSitting asked, String code, Instant now) {
        var json = new JsonObject()
                .put("template", asked.template().code())
                .put("slug", asked.slug())
                .put("title", asked.title())
                .put("topic", asked.greeting())
                .put("language", asked.language())
                .put("product", asked.product())
                .put("under", asked.under())
                .put("earlier", asked.earlier())
                .put("startsAt", asked.startsAt().toString())
                .put("endsAt", asked.endsAt().toString())
                .put("hosts", new JsonArray(asked.hosts()))
                .put("code", code);
        return call(OPEN, Tuple.of(by.value(), room.value(), json, now.atOffset(ZoneOffset.UTC)));
    }

    Future<Void> move(MemberId by, RoomId room, SittingMove move, Instant now) {
        var json = new JsonObject().put("move", move.code());
        if (move instanceof SittingMove.Extend extend) {
            json.put("minutes", extend.minutes());
        } else if (move instanceof SittingMove.Plan plan) {
            json.put("startsAt", plan.startsAt().toString())
                    .put("endsAt", plan.endsAt().toString());
        }
        return call(MOVE, Tuple.of(by.value(), room.value(), json, now.atOffset(ZoneOffset.UTC)));
    }

    /** Takes no more questions where the time for that is over; how many sittings that were. */
    Future<Integer> close(Instant now) {
        return pool.preparedQuery(CLOSE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getInteger("closed"));
    }

    private Future<Void> call(String statement, Tuple values) {
        return pool.preparedQuery(statement).execute(values).<Void>mapEmpty().recover(PgRefusal::asProblem);
    }

    private Future<List<Sitting>> read(String statement, Tuple values) {
        return pool.preparedQuery(statement).execute(values).map(PgSittings::sittings);
    }

    private static List<Sitting> sittings(RowSet<Row> rows) {
        return rows.stream().map(PgSittings::sitting).toList();
    }

    private static Sitting sitting(Row row) {
        return new Sitting(
                new RoomId(row.getUUID("room_id")),
                row.getString("slug"),
                row.getString("title"),
                row.getString("topic"),
                row.getString("language"),
                row.getString("product"),
                row.getString("code"),
                Template.of(row.getString("template")),
                under(row),
                row.getString("earlier_slug"),
                row.getString("later_slug"),
                row.getOffsetDateTime("starts_at").toInstant(),
                row.getOffsetDateTime("ends_at").toInstant(),
                row.getInteger("moves"),
                hosts(row.getJsonArray("hosts")),
                new Sitting.Asked(row.getInteger("questions"), row.getInteger("settled")));
    }

    private static Sitting.@Nullable Place under(Row row) {
        return row.getString("under_slug") == null
                ? null
                : new Sitting.Place(
                        Room.Kind.of(row.getString("under_kind")),
                        row.getString("under_slug"),
                        row.getString("under_title"));
    }

    private static List<Actor> hosts(JsonArray hosts) {
        return hosts.stream()
                .map(JsonObject.class::cast)
                .map(host -> new Actor(
                        new MemberId(UUID.fromString(host.getString("id"))),
                        host.getString("handle"),
                        host.getString("name"),
                        Role.of(host.getString("role"))))
                .toList();
    }
}
