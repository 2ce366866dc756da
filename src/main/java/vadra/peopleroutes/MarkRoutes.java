package vadra.peopleroutes;

import io.vertx.core.Future;
import java.util.Optional;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.channels.MarkSignals;
import vadra.channels.RoomNames;
import vadra.core.Actor;
import vadra.core.Problem;
import vadra.core.RoomId;
import vadra.door.RateLimits;
import vadra.marks.ReadMarks;
import vadra.mentions.Mentions;
import vadra.peoplewire.MarkJson;

/** The part of the HTTP API by which members keep how far they have read, and find whom they mean. */
public final class MarkRoutes {
    private final ReadMarks marks;
    private final MarkSignals signals;
    private final Mentions mentions;
    private final RoomNames names;
    private final RateLimits limits;

    public MarkRoutes(Services services) {
        this.marks = services.people().attended().marks();
        this.signals = services.people().attended().signals();
        this.mentions = services.people().attended().mentions();
        this.names = services.names();
        this.limits = services.limits();
    }

    public void mount(Operations api) {
        api.on(
                "listMyMarks",
                call -> marks.of(call.actor().id()).map(MarkJson::marks).map(Answer::ok));
        api.on("getMyMark", call -> {
            var actor = call.actor();
            return key(call).compose(room -> mark(actor, room, call));
        });
        api.on("markRead", this::reach);
        api.on("listMentionable", this::people);
    }

    private Future<RoomId> key(Call call) {
        return names.keyOf(call.path("room")).map(room -> room.id());
    }

    private Future<Answer> mark(Actor actor, RoomId room, Call call) {
        return marks.in(room, actor.id())
                .map(found -> found.orElseThrow(() -> Problem.notFound("mark", call.path("room"))))
                .map(MarkJson::mark)
                .map(Answer::ok);
    }

    private Future<Answer> reach(Call call) {
        var actor = call.actor();
        limits.mark(actor.id().toString());
        return key(call)
                .compose(room -> marks.reach(actor.id(), room, call.body().getLong("seq"))
                        .compose(reached -> marks.in(room, actor.id())
                                .onSuccess(found -> found.filter(mark -> reached.moved())
                                        .ifPresent(mark -> signals.moved(actor.handle(), mark))))
                        .map(found -> found.orElseThrow(() -> Problem.notFound("mark", call.path("room")))))
                .map(MarkJson::mark)
                .map(Answer::ok);
    }

    private Future<Answer> people(Call call) {
        var actor = call.actor();
        limits.mention(actor.id().toString());
        var beginning = call.queryQuoted("q").orElse("");
        return call.query("room")
                .map(room -> names.keyOf(room).map(key -> Optional.of(key.id())))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .compose(room -> mentions.of(actor.id(), beginning, room))
                .map(MarkJson::people)
                .map(Answer::ok);
    }
}
