package vadra.discussion;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.RoomId;
import vadra.openness.Calm;
import vadra.openness.Entry;
import vadra.openness.Restraint;

/** Rooms and products in PostgreSQL. */
final class PgRooms {
    private static final String ROOM = """
            SELECT room.id, room.kind, room.slug, room.title, room.topic, room.language,
                   room.open AND room.restraint IS NULL AS open, room.last_seq,
                   starter.handle starter_handle, starter.name starter_name,
                   ended.n ended_entry, ended.version ended_version, ended.rule ended_rule, ended.effective_at ended_at,
                   ended.until ended_until,
                   slow.n slow_entry, slow.pace slow_pace, slow.actor slow_by, slow.grounds slow_why,
                   slow.effective_at slow_at, slow.until slow_until,
                   hold.n hold_entry, hold.pace hold_pace, hold.actor hold_by, hold.grounds hold_why,
                   hold.effective_at hold_at, hold.until hold_until,
                   product.id product_id, product.slug product_slug, product.name product_name,
                   product.summary product_summary, product.facts product_facts,
                   coalesce(pulse.people, 0) people, pulse.ages, pulse.counts
            FROM room LEFT JOIN product ON product.id = room.product_id
            JOIN member starter ON starter.id = room.started_by
            LEFT JOIN ledger ended ON ended.n = room.restraint
            LEFT JOIN ledger slow ON slow.n = room.slow AND slow.until > $1
            LEFT JOIN ledger hold ON hold.n = room.held AND hold.until > $1
            LEFT JOIN LATERAL (
                SELECT sum(people)::int AS people, array_agg(age) AS ages, array_agg(count) AS counts FROM (
                    SELECT floor(extract(epoch FROM $1::timestamptz - said_at) / 60)::int AS age, count(*)::int AS count, 0 AS people
                    FROM post WHERE room_id = room.id AND said_at > $1 - interval '30 minutes' GROUP BY 1
                    UNION ALL
                    SELECT 0, 0, count(DISTINCT coalesce(alias_id, author_id))::int
                    FROM post WHERE room_id = room.id AND said_at > $1 - interval '30 minutes') spoken) pulse ON true
            """;
    private static final String BY_SLUG = ROOM + "WHERE room.slug = $2";
    private static final String ALL = ROOM + """
            WHERE room.kind = 'talk'
            ORDER BY room.open DESC, coalesce(pulse.people, 0) DESC, room.last_seq DESC, room.slug LIMIT 100""";
    private static final String PRODUCTS = "SELECT id, slug, name, summary, facts FROM product ORDER BY name LIMIT 200";
    private static final String ADD_PRODUCT = """
            INSERT INTO product (id, slug, name, summary, facts) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (slug) DO UPDATE SET name = $3, summary = $4, facts = $5""";
    private static final String START = """
            INSERT INTO room (id, slug, title, topic, language, product_id, started_by, started_at)
            SELECT $1, $2, $3, $4, $5, (SELECT id FROM product WHERE slug = $6), $7, $8
            ON CONFLICT (slug) DO NOTHING""";
    private static final String CLOSE = "SELECT close_room($1, $2)";
    private static final String KEYS = "SELECT id, kind, slug, language FROM room";
    private static final String KEY = KEYS + " WHERE slug = $1";
    private static final String PLACE = """
            SELECT room_id, post.language, author_id, room.kind = 'article' AND post.seq = 1 AS article,
                   EXISTS (SELECT FROM opinion WHERE post_id = post.id) AS opinion
            FROM post JOIN room ON room.id = post.room_id WHERE post.id = $1""";

    private final Pool pool;

    PgRooms(Pool pool) {
        this.pool = pool;
    }

    Future<List<Room>> all(Instant now) {
        return pool.preparedQuery(ALL)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> stream(rows).map(PgRooms::room).toList());
    }

    Future<Optional<Room>> bySlug(String slug, Instant now) {
        return pool.preparedQuery(BY_SLUG)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), slug))
                .map(rows -> stream(rows).map(PgRooms::room).findAny());
    }

    Future<List<Room.Product>> products() {
        return pool.query(PRODUCTS)
                .execute()
                .map(rows -> stream(rows).map(row -> product(row, "")).toList());
    }

    Future<Void> addProduct(Room.Product product) {
        var facts = new JsonArray();
        product.facts()
                .forEach(fact ->
                        facts.add(new JsonObject().put("label", fact.label()).put("value", fact.value())));
        return pool.preparedQuery(ADD_PRODUCT)
                .execute(Tuple.of(product.id(), product.slug(), product.name(), product.summary(), facts))
                .mapEmpty();
    }

    /** Starts a room; false when the slug is taken. */
    Future<Boolean> start(RoomId id, NewRoom room, MemberId by, Instant now) {
        return pool.preparedQuery(START)
                .execute(Tuple.of(id.value(), room.slug(), room.title(), room.topic(), room.language())
                        .addString(room.product())
                        .addUUID(by.value())
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    Future<Void> close(RoomId id, MemberId by) {
        return pool.preparedQuery(CLOSE)
                .execute(Tuple.of(by.value(), id.value()))
                .mapEmpty();
    }

    Future<List<RoomKey>> keys() {
        return pool.query(KEYS)
                .execute()
                .map(rows -> stream(rows).map(PgRooms::key).toList());
    }

    Future<Optional<RoomKey>> key(String slug) {
        return pool.preparedQuery(KEY)
                .execute(Tuple.of(slug))
                .map(rows -> stream(rows).map(PgRooms::key).findAny());
    }

    private static RoomKey key(Row row) {
        return new RoomKey(
                new RoomId(row.getUUID("id")),
                Room.Kind.of(row.getString("kind")),
                row.getString("slug"),
                row.getString("language"));
    }

    /**
     * Where a post was said, and in which language.
     *
     * @param article whether it is one, of which it holds but the beginning
     * @param opinion whether its words are what somebody thinks of a product
     */
    record Place(RoomId room, String language, MemberId author, boolean article, boolean opinion) {}

    Future<Place> placeOf(PostId post) {
        return pool.preparedQuery(PLACE)
                .execute(Tuple.of(post.value()))
                .map(rows -> stream(rows)
                        .map(row -> new Place(
                                new RoomId(row.getUUID("room_id")),
                                row.getString("language"),
                                new MemberId(row.getUUID("author_id")),
                                row.getBoolean("article"),
                                row.getBoolean("opinion")))
                        .findAny()
                        .orElseThrow(() -> Problem.notFound("post", post.toString())));
    }

    private static Room room(Row row) {
        return new Room(
                new RoomId(row.getUUID("id")),
                Room.Kind.of(row.getString("kind")),
                row.getString("slug"),
                row.getString("title"),
                row.getString("topic"),
                row.getString("language"),
                productOf(row),
                new Room.Starter(row.getString("starter_handle"), row.getString("starter_name")),
                row.getBoolean("open"),
                restraint(row),
                calm(row, "slow", Entry.Act.SLOW),
                calm(row, "hold", Entry.Act.HOLD),
                row.getLong("last_seq"),
                pulse(row));
    }

    private static @Nullable Restraint restraint(Row row) {
        return row.getLong("ended_entry") == null
                ? null
                : new Restraint(
                        row.getLong("ended_entry"),
                        Entry.Act.HIDE,
                        row.getInteger("ended_version"),
                        row.getInteger("ended_rule"),
                        row.getOffsetDateTime("ended_at").toInstant(),
                        Optional.ofNullable(row.getOffsetDateTime("ended_until"))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null));
    }

    private static @Nullable Calm calm(Row row, String what, Entry.Act act) {
        return row.getLong(what + "_entry") == null
                ? null
                : new Calm(
                        row.getLong(what + "_entry"),
                        act,
                        null,
                        row.getInteger(what + "_pace"),
                        row.getString(what + "_by"),
                        row.getString(what + "_why"),
                        row.getOffsetDateTime(what + "_at").toInstant(),
                        row.getOffsetDateTime(what + "_until").toInstant());
    }

    private static Room.@Nullable Product productOf(Row row) {
        return row.getUUID("product_id") == null ? null : product(row, "product_");
    }

    private static Room.Product product(Row row, String prefix) {
        var facts = new ArrayList<Room.Product.Fact>();
        for (var fact : (JsonArray) row.getJson(prefix + "facts")) {
            var json = (JsonObject) fact;
            facts.add(new Room.Product.Fact(json.getString("label"), json.getString("value")));
        }
        return new Room.Product(
                row.getUUID(prefix + "id"),
                row.getString(prefix + "slug"),
                row.getString(prefix + "name"),
                row.getString(prefix + "summary"),
                facts);
    }

    private static Room.Pulse pulse(Row row) {
        var ages = row.getArrayOfIntegers("ages");
        var counts = row.getArrayOfIntegers("counts");
        var minutes = new int[Room.PULSE_MINUTES];
        for (int i = 0; i < ages.length; i++) {
            int age = Math.min(Math.max(ages[i], 0), Room.PULSE_MINUTES - 1);
            minutes[Room.PULSE_MINUTES - 1 - age] += counts[i];
        }
        return new Room.Pulse(
                row.getInteger("people"), IntStream.of(minutes).boxed().toList());
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        var all = new ArrayList<Row>(rows.size());
        rows.forEach(all::add);
        return all.stream();
    }
}
