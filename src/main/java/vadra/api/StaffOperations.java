package vadra.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.oversight.PgStaffActs;

/**
 * Operations that are answered to the company's staff only. What changes something, or shows people's data, is written down
 * first: where that cannot be, it is not done.
 */
public record StaffOperations(Operations all) implements Operations {
    /** These read what members said in confidence, or who gave notice of what. */
    private static final Set<String> SHOW_PEOPLE = Set.of("listCases", "listAppeals", "listNotices");
    /** Whom these are about is known only when they are done; the database writes them down with that. */
    private static final Set<String> KEPT_WITH_THE_ACT = Set.of("unmaskCarrier", "liftPseudonym");

    @Override
    public void on(String operationId, Function<Call, Future<Answer>> answer) {
        all.on(
                operationId,
                call -> Future.succeededFuture(call.staff())
                        .compose(staff -> kept(staff, operationId, call))
                        .compose(kept -> answer.apply(call)));
    }

    @Override
    public PgStaffActs acts() {
        return all.acts();
    }

    private Future<Void> kept(Actor staff, String operationId, Call call) {
        if (SHOW_PEOPLE.contains(operationId)) {
            return acts().reads(staff, operationId);
        }
        if (call.onlyReads() || KEPT_WITH_THE_ACT.contains(operationId)) {
            return Future.succeededFuture();
        }
        return acts().keep(staff, operationId, things(call), why(call.maybeBody()));
    }

    /** What the path names; or, one by one, what the body does. */
    private static List<Map<String, String>> things(Call call) {
        var body = call.maybeBody();
        if (body.getValue("objects") instanceof JsonArray objects && body.getValue("kind") instanceof String kind) {
            return objects.stream().map(name -> Map.of(kind, name.toString())).toList();
        }
        var named = new HashMap<>(call.paths());
        if (body.getValue("handle") instanceof String handle) {
            named.put("handle", handle);
        }
        return List.of(named);
    }

    private static @Nullable String why(JsonObject body) {
        return Stream.of("reason", "why", "grounds")
                .map(body::getValue)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .findFirst()
                .orElse(null);
    }
}
