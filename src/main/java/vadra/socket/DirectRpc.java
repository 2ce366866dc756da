package vadra.socket;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import vadra.api.Services;
import vadra.channels.DirectPulse;
import vadra.community.CommunityService;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.Problem;
import vadra.direct.Ack;
import vadra.direct.Conversations;
import vadra.direct.Direct;
import vadra.direct.Place;
import vadra.peoplewire.DirectJson;

/** Direct messages on the socket: the writes of the HTTP API, and that somebody is writing. */
final class DirectRpc {
    static final String TYPING = "typingTo";
    static final Set<String> METHODS = Set.of("sendMessage", "editMessage", "withdrawMessage", "readConversation");

    private final Direct direct;
    private final DirectPulse pulse;
    private final CommunityService community;
    private final String epoch;

    DirectRpc(Services services) {
        this.direct = services.people().direct();
        this.pulse = services.people().directPulse();
        this.community = services.community();
        this.epoch = services.log().epoch();
    }

    Future<JsonObject> call(Actor actor, CommandId id, String method, JsonObject data) {
        var conversations = direct.conversations();
        return switch (method) {
            case "sendMessage" -> place(data).compose(to -> acked(conversations.send(actor, id, to, writing(data))));
            case "editMessage" -> acked(conversations.edit(actor, id, id(data, "message"), writing(data)));
            case "withdrawMessage" -> acked(conversations.withdraw(actor, id, id(data, "message")));
            default ->
                conversations
                        .read(actor, id(data, "conversation"), Objects.requireNonNullElse(data.getLong("upTo"), 0L))
                        .map(done -> new JsonObject());
        };
    }

    /** Lets the other see it, where there is one to see it; once in two seconds, further ones are let go. */
    Future<JsonObject> typing(Connection connection, Actor actor, JsonObject data) {
        var conversation = id(data, "conversation");
        if (!connection.typing.may()) {
            return Future.succeededFuture(new JsonObject());
        }
        return direct.reader().mayType(actor.id(), conversation).map(may -> {
            if (may) {
                pulse.typing(conversation, actor);
            }
            return new JsonObject();
        });
    }

    private Future<Place> place(JsonObject data) {
        var to = Rpc.text(data, "to");
        return to == null
                ? Future.succeededFuture(new Place.Known(id(data, "conversation")))
                : community.person(to).map(member -> new Place.With(member.id()));
    }

    private Future<JsonObject> acked(Future<Ack> done) {
        return done.map(ack -> DirectJson.ack(ack, epoch));
    }

    private static Conversations.Writing writing(JsonObject data) {
        return new Conversations.Writing(Rpc.required(data, "text"), Rpc.language(data));
    }

    private static UUID id(JsonObject data, String field) {
        try {
            return UUID.fromString(Rpc.required(data, field));
        } catch (IllegalArgumentException notAnId) {
            throw Problem.notFound(field, "");
        }
    }
}
