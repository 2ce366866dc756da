package vadra.circles;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Role;
import vadra.core.RoomId;

/** What is read of circles in PostgreSQL; who is in one it tells by functions, which know who lets that be seen. */
final class PgCircles {
    private static final String CIRCLE = """
            SELECT circle.*, writer.handle AS writer, writer.restraint IS NOT NULL AS hidden,
                   product.slug AS product_slug, product.name AS product_name
            FROM circle JOIN member writer ON writer.id = written_by LEFT JOIN product ON product.id = circle.product_id
            """;
    private static final String ALL = CIRCLE + """
            WHERE ($1::text IS NULL OR lower($1) = ANY(interests)) AND ($2::text IS NULL OR product.slug = $2)
            ORDER BY (SELECT max(last_at) FROM circle_room JOIN room ON room.id = room_id WHERE circle_id = circle.id)
                DESC NULLS LAST, circle.started_at DESC, circle.slug LIMIT 100""";
    private static final String ONE = CIRCLE + "WHERE circle.slug = $1";
    private static final String RULES = """
            SELECT circle_rules.version, announced_at, effective_at,
                   CASE WHEN writer.restraint IS NULL THEN texts ELSE '[]' END AS texts
            FROM circle_rules JOIN circle ON circle.id = circle_id JOIN member writer ON writer.id = circle_rules.written_by
            WHERE slug = $1 ORDER BY circle_rules.version DESC LIMIT 1000""";
    private static final String PLACES = """
            SELECT room.slug, room.title, room.topic, room.language, room.open AND room.restraint IS NULL AS open
            FROM circle JOIN circle_room ON circle_id = circle.id JOIN room ON room.id = room_id
            WHERE circle.slug = $1 ORDER BY greatest(room.last_at, room.started_at) DESC, room.slug LIMIT 100""";
    private static final String AROUND = """
            SELECT circle.slug, CASE WHEN writer.restraint IS NULL THEN circle.name ELSE circle.slug END AS name, circle.language
            FROM circle_room JOIN circle ON circle.id = circle_id JOIN member writer ON writer.id = written_by
            WHERE room_id = $1""";
    private static final String SAID = """
            SELECT said.id FROM circle JOIN circle_room ON circle_id = circle.id, LATERAL (
                SELECT post.id, said_at FROM post WHERE post.room_id = circle_room.room_id
                AND withdrawn_at IS NULL AND restraint IS NULL ORDER BY said_at DESC LIMIT 50) said
            WHERE circle.slug = $1 ORDER BY said_at DESC, said.id LIMIT 50""";
    private static final String HOSTS = "SELECT *, true AS hosts FROM circle_hosts($1)";
    private static final String PEOPLE = "SELECT *, false AS leads FROM circle_people($1, $2, $3)";
    private static final String OWN = "SELECT * FROM own_circles($1)";
    private static final String HOSTED = "SELECT * FROM hosted_circles($1)";
    private static final String CHANGED = """
            SELECT slug, version FROM circle WHERE changed_at > ledger_now() - interval '10 seconds'
            ORDER BY changed_at DESC LIMIT 500""";

    private final Pool pool;

    PgCircles(Pool pool) {
        this.pool = pool;
    }

    Future<List<Circle>> all(Circles.Wanted wanted) {
        return list(ALL, Tuple.of(wanted.interest(), wanted.product()), PgCircles::circle);
    }

    Future<Optional<Circle>> one(String slug) {
        return list(ONE, Tuple.of(slug), PgCircles::circle)
                .map(found -> found.stream().findAny());
    }

    Future<List<Circle.Rules>> rules(String slug) {
        return list(RULES, Tuple.of(slug), PgCircles::rules);
    }

    Future<List<Circle.Place>> places(String slug) {
        return list(
                PLACES,
                Tuple.of(slug),
                row -> new Circle.Place(
                        row.getString("slug"),
                        row.getString("title"),
                        row.getString("topic"),
                        row.getString("language"),
                        row.getBoolean("open")));
    }

    Future<Optional<Circle.Own>> around(RoomId room) {
        return list(AROUND, Tuple.of(room.value()), row -> own(row, Circle.Standing.MEMBER))
                .map(found -> found.stream().findAny());
    }

    Future<List<PostId>> said(String slug) {
        return list(SAID, Tuple.of(slug), row -> new PostId(row.getUUID("id")));
    }

    Future<List<Circle.Person>> hosts(String slug) {
        return list(HOSTS, Tuple.of(slug), PgCircles::person);
    }

    Future<List<Circle.Person>> people(String slug, String after, int most) {
        return list(PEOPLE, Tuple.of(slug, after, most), PgCircles::person);
    }

    Future<List<Circle.Own>> own(MemberId member) {
        return list(
                OWN,
                Tuple.of(member.value()),
                row -> new Circle.Own(
                        row.getString("slug"),
                        row.getString("name"),
                        row.getString("language"),
                        Circle.Standing.of(row.getString("state")),
                        row.getBoolean("listed"),
                        row.getBoolean("named")));
    }

    Future<List<Circle.Own>> hostedBy(MemberId member) {
        return list(HOSTED, Tuple.of(member.value()), row -> own(row, Circle.Standing.HOST));
    }

    Future<Map<String, Long>> changed() {
        return pool.query(CHANGED).execute().map(rows -> {
            var changed = new LinkedHashMap<String, Long>();
            rows.forEach(row -> changed.put(row.getString("slug"), row.getLong("version")));
            return changed;
        });
    }

    private <T> Future<List<T>> list(String sql, Tuple values, Function<Row, T> form) {
        return pool.preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(form).toList());
    }

    private static Circle.Own own(Row row, Circle.Standing standing) {
        return new Circle.Own(
                row.getString("slug"), row.getString("name"), row.getString("language"), standing, true, false);
    }

    private static Circle.Person person(Row row) {
        return new Circle.Person(
                row.getString("handle"),
                row.getString("name"),
                Role.of(row.getString("role")),
                row.getBoolean("hosts"),
                row.getBoolean("leads"));
    }

    private static Circle.Rules rules(Row row) {
        return new Circle.Rules(
                row.getInteger("version"),
                row.getOffsetDateTime("announced_at").toInstant(),
                row.getOffsetDateTime("effective_at").toInstant(),
                ((JsonArray) row.getJson("texts"))
                        .stream()
                                .map(JsonObject.class::cast)
                                .map(rule -> new Circle.Rule(rule.getString("title"), rule.getString("text")))
                                .toList());
    }

    private static Circle circle(Row row) {
        boolean hidden = row.getBoolean("hidden");
        @Nullable String product = row.getString("product_slug");
        return new Circle(
                row.getString("slug"),
                new Circle.Words(
                        hidden ? row.getString("slug") : row.getString("name"),
                        hidden ? "" : row.getString("about"),
                        row.getString("language"),
                        hidden ? List.of() : List.of(row.getArrayOfStrings("interests")),
                        product,
                        row.getBoolean("by_request")),
                product == null ? null : new Circle.Product(product, row.getString("product_name")),
                row.getString("writer"),
                hidden,
                row.getUUID("lead_id") != null,
                row.getOffsetDateTime("started_at").toInstant(),
                row.getLong("version"));
    }
}
