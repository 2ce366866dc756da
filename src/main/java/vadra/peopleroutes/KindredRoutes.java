package vadra.peopleroutes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.core.Actor;
import vadra.door.RateLimits;
import vadra.kindred.Kindred;
import vadra.kindred.Suggestion;
import vadra.peoplewire.KindredJson;

/** The part of the HTTP API by which members find who is like them, and everybody who wants to be found. */
public final class KindredRoutes {
    private static final int PAGE = 20;

    private final Kindred kindred;
    private final RateLimits limits;

    public KindredRoutes(Services services) {
        this.kindred = services.people().kindred();
        this.limits = services.limits();
    }

    public void mount(Operations api) {
        api.on("listKindred", this::suggestions);
        api.on("consentToKindred", call -> give(call, Kindred.Purpose.KINDRED));
        api.on("consentToDirectory", call -> give(call, Kindred.Purpose.DIRECTORY));
        api.on(
                "hideKindred",
                call -> kindred.hide(call.actor().id(), call.path("handle")).map(done -> Answer.empty()));
        api.on(
                "getCommon",
                call -> kindred.common(call.actor().id(), call.path("handle"))
                        .map(ties -> Answer.ok(new JsonObject().put("reasons", KindredJson.reasons(ties)))));
        api.on("listPeople", this::people);
    }

    private Future<Answer> suggestions(Call call) {
        var actor = call.actor();
        limits.search(call.address());
        return kindred.given(actor.id()).compose(given -> {
            var found = given.contains(Kindred.Purpose.KINDRED)
                    ? kindred.of(actor.id())
                    : Future.succeededFuture(List.<Suggestion>of());
            return found.map(all -> Answer.ok(new JsonObject()
                    .put("given", KindredJson.given(given))
                    .put("suggestions", KindredJson.suggestions(all))));
        });
    }

    private Future<Answer> give(Call call, Kindred.Purpose purpose) {
        var member = call.actor().id();
        return kindred.give(member, purpose, call.body().getBoolean("given"))
                .compose(done -> kindred.given(member))
                .map(given -> Answer.ok(KindredJson.given(given)));
    }

    private Future<Answer> people(Call call) {
        limits.search(call.address());
        int limit = call.queryNumber("limit").map(Math::toIntExact).orElse(PAGE);
        var reader = call.maybeActor().map(Actor::id).orElse(null);
        return kindred.directory(reader, KindredJson.wanted(call::query), limit)
                .map(page -> Answer.ok(KindredJson.page(page)));
    }
}
