package vadra.routes;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.polls.Polls;
import vadra.wire.DiscussionJson;
import vadra.wire.PollJson;

/** The part of the HTTP API that is about the answers of polls; a poll itself is asked with a post. */
final class PollRoutes {
    private final Polls polls;
    private final Supplier<UUID> ids;

    PollRoutes(Services services, Supplier<UUID> ids) {
        this.polls = services.parts().polls();
        this.ids = ids;
    }

    void mount(Operations api) {
        api.on("getPoll", call -> polls.poll(post(call), readerOf(call)).map(poll -> Answer.ok(PollJson.json(poll))));
        api.on(
                "vote",
                call -> polls.answer(call.actor().id(), post(call), PollJson.chosen(call.body()), command(call))
                        .map(poll -> Answer.ok(PollJson.json(poll))));
        api.on(
                "listBallots",
                call -> polls.ballots(
                                post(call),
                                readerOf(call),
                                call.query("after").orElse(""),
                                call.queryNumber("limit").map(Math::toIntExact).orElse(Polls.MOST_BALLOTS))
                        .map(all -> Answer.ok(
                                new JsonObject().put("ballots", DiscussionJson.array(all, PollJson::ballot)))));
    }

    private CommandId command(Call call) {
        return new CommandId(
                call.header("Idempotency-Key").orElseGet(() -> ids.get().toString()));
    }

    private static PostId post(Call call) {
        return PostId.parse(call.path("post"));
    }

    private static @Nullable MemberId readerOf(Call call) {
        return call.maybeActor().map(Actor::id).orElse(null);
    }
}
