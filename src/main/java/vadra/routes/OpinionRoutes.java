package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.discussion.Post;
import vadra.discussion.RoomReader;
import vadra.opinions.Opinions;
import vadra.opinions.Order;
import vadra.wire.DiscussionJson;
import vadra.wire.OpinionJson;

/** The part of the HTTP API that tells what members think of a product; an opinion itself is said with a post. */
final class OpinionRoutes {
    private static final int PAGE = 20;

    private final Opinions opinions;
    private final RoomReader reader;

    OpinionRoutes(Services services) {
        this.opinions = services.parts().opinions();
        this.reader = services.reader();
    }

    void mount(Operations api) {
        api.on("listOpinions", this::list);
    }

    private Future<Answer> list(Call call) {
        var product = call.path("product");
        var order = call.query("order").flatMap(Order::of).orElse(Order.NEWEST);
        var after = call.query("after").map(PostId::parse).orElse(null);
        int limit = call.queryNumber("limit").map(Math::toIntExact).orElse(PAGE);
        @Nullable MemberId by = call.maybeActor().map(Actor::id).orElse(null);
        boolean signedIn = call.session().isPresent();
        return opinions.known(product)
                .compose(there -> opinions.of(product, order, after, limit))
                .compose(page -> Future.all(reader.all(page.posts(), by), opinions.figures(product))
                        .map(read -> Answer.ok(new JsonObject()
                                .put("figures", OpinionJson.figures(read.resultAt(1)))
                                .put(
                                        "opinions",
                                        DiscussionJson.array(
                                                read.<List<Post>>resultAt(0).stream()
                                                        .filter(post -> !post.withdrawn() && !post.hidden())
                                                        .toList(),
                                                post -> OpinionJson.json(post, signedIn)))
                                .put("next", page.next().map(PostId::toString).orElse(null)))));
    }
}
