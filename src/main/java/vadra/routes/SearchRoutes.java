package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.core.Actor;
import vadra.door.RateLimits;
import vadra.search.Search;
import vadra.wire.DiscussionJson;
import vadra.wire.SearchJson;

/** The part of the HTTP API by which posts are found. */
final class SearchRoutes {
    private static final int PAGE = 20;

    private final Search search;
    private final RateLimits limits;

    SearchRoutes(Services services) {
        this.search = services.search();
        this.limits = services.limits();
    }

    void mount(Operations api) {
        api.on("search", this::find);
        api.on(
                "listMySearches",
                call -> search.saved()
                        .of(call.actor())
                        .map(all -> Answer.ok(
                                new JsonObject().put("searches", DiscussionJson.array(all, SearchJson::saved)))));
        api.on(
                "saveSearch",
                call -> search.saved()
                        .save(call.actor(), SearchJson.kept(call.body()))
                        .map(saved -> Answer.ok(SearchJson.saved(saved))));
        api.on(
                "dropSearch",
                call -> search.saved()
                        .drop(call.actor(), UUID.fromString(call.path("search")))
                        .map(done -> Answer.empty()));
    }

    private Future<Answer> find(Call call) {
        limits.search(call.address());
        int limit = call.queryNumber("limit").map(Math::toIntExact).orElse(PAGE);
        var reader = call.maybeActor().map(Actor::id).orElse(null);
        return search.find(SearchJson.query(call::queryQuoted), limit, reader)
                .map(page -> Answer.ok(SearchJson.page(page, reader != null)));
    }
}
