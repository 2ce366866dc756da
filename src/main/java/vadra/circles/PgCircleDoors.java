package vadra.circles;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import vadra.community.PgRefusal;
import vadra.core.MemberId;
import vadra.core.Role;
import vadra.discussion.NewRoom;

/** The functions of PostgreSQL that change a circle, each for somebody who may. */
final class PgCircleDoors {
    private static final String START = "SELECT start_circle($1, $2, $3)";
    private static final String CHANGE = "SELECT change_circle($1, $2, $3)";
    private static final String ANNOUNCE = "SELECT announce_circle_rules($1, $2, $3)";
    private static final String JOIN = "SELECT join_circle($1, $2, $3)";
    private static final String LEAVE = "SELECT leave_circle($1, $2)";
    private static final String ASKERS = "SELECT * FROM circle_askers($1, $2)";
    private static final String ADMIT = "SELECT admit_to_circle($1, $2, $3, $4)";
    private static final String HOST = "SELECT name_circle_host($1, $2, $3)";
    private static final String UNHOST = "SELECT drop_circle_host($1, $2, $3)";
    private static final String HAND_OVER = "SELECT hand_over_circle($1, $2, $3)";
    private static final String START_ROOM = "SELECT start_circle_room($1, $2, $3, $4)";

    private final Pool pool;

    PgCircleDoors(Pool pool) {
        this.pool = pool;
    }

    Future<Void> start(MemberId by, UUID id, String slug, Circle.Words words, List<Circle.Rule> rules) {
        return does(
                START, Tuple.of(by.value(), id, said(words).put("slug", slug).put("rules", texts(rules))));
    }

    Future<Void> change(MemberId by, String slug, Circle.Words words) {
        return does(CHANGE, Tuple.of(by.value(), slug, said(words)));
    }

    Future<Void> announce(MemberId by, String slug, List<Circle.Rule> rules) {
        return does(ANNOUNCE, Tuple.of(by.value(), slug, texts(rules)));
    }

    Future<Void> join(MemberId by, String slug, boolean listed) {
        return does(JOIN, Tuple.of(by.value(), slug, listed));
    }

    Future<Void> leave(MemberId by, String slug) {
        return does(LEAVE, Tuple.of(by.value(), slug));
    }

    Future<List<Circle.Asker>> askers(MemberId by, String slug) {
        return pool.preparedQuery(ASKERS)
                .execute(Tuple.of(by.value(), slug))
                .map(rows -> rows.stream()
                        .map(row -> new Circle.Asker(
                                row.getString("handle"),
                                row.getString("name"),
                                Role.of(row.getString("role")),
                                row.getOffsetDateTime("asked_at").toInstant()))
                        .toList())
                .recover(PgRefusal::asProblem);
    }

    Future<Void> admit(MemberId by, String slug, String handle, boolean letIn) {
        return does(ADMIT, Tuple.of(by.value(), slug, handle, letIn));
    }

    Future<Void> host(MemberId by, String slug, String handle) {
        return does(HOST, Tuple.of(by.value(), slug, handle));
    }

    Future<Void> unhost(MemberId by, String slug, String handle) {
        return does(UNHOST, Tuple.of(by.value(), slug, handle));
    }

    Future<Void> handOver(MemberId by, String slug, String handle) {
        return does(HAND_OVER, Tuple.of(by.value(), slug, handle));
    }

    Future<Void> startRoom(MemberId by, String slug, UUID id, NewRoom room) {
        var said = new JsonObject()
                .put("slug", room.slug())
                .put("title", room.title())
                .put("topic", room.topic())
                .put("language", room.language())
                .put("product", room.product());
        return does(START_ROOM, Tuple.of(by.value(), slug, id, said));
    }

    private Future<Void> does(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).<Void>mapEmpty().recover(PgRefusal::asProblem);
    }

    private static JsonObject said(Circle.Words words) {
        return new JsonObject()
                .put("name", words.name())
                .put("about", words.about())
                .put("language", words.language())
                .put("interests", new JsonArray(words.interests()))
                .put("product", words.product())
                .put("byRequest", words.byRequest());
    }

    private static JsonArray texts(List<Circle.Rule> rules) {
        return new JsonArray(rules.stream()
                .map(rule -> new JsonObject().put("title", rule.title()).put("text", rule.text()))
                .toList());
    }
}
