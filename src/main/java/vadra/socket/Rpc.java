package vadra.socket;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vadra.api.EmbeddedOperations;
import vadra.api.Services;
import vadra.channels.Channels;
import vadra.channels.RoomNames;
import vadra.channels.Typing;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.EventLog;
import vadra.core.Hat;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.discussion.Reaction;
import vadra.discussion.RoomCommand;
import vadra.discussion.RoomService;
import vadra.door.RateLimits;
import vadra.parts.Parts;
import vadra.parts.Wanted;
import vadra.wire.DiscussionJson;
import vadra.wire.Moves;
import vadra.wire.PartJson;
import vadra.wire.PollJson;

/** The writes of the HTTP API on the socket: the same names, the same services, the same limits, the same answers. */
public final class Rpc {
    private final RoomNames names;
    private final RoomService service;
    private final EventLog log;
    private final DirectRpc direct;
    private final Supplier<UUID> ids;
    private final RateLimits limits;
    private final Clock clock;
    private final Parts parts;
    private final Typing typing;

    public Rpc(Services services, Supplier<UUID> ids) {
        this.names = services.names();
        this.service = services.rooms();
        this.log = services.log();
        this.limits = services.limits();
        this.clock = services.clock();
        this.direct = new DirectRpc(services);
        this.parts = services.parts();
        this.typing = services.people().attended().typing();
        this.ids = ids;
    }

    /** Carries out a call; fails with the protocol's error, as a problem, when it may not be. */
    Future<JsonObject> call(Connection connection, String method, @Nullable JsonObject given) {
        return Future.succeededFuture(connection)
                .compose(by -> carryOut(by, method, given))
                .onFailure(limits.refusals()::note);
    }

    private Future<JsonObject> carryOut(Connection connection, String method, @Nullable JsonObject given) {
        var data = given == null ? new JsonObject() : given;
        var session = connection.session().orElseThrow(Problem::signInNeeded);
        EmbeddedOperations.guard(session, method);
        if (method.equals(DirectRpc.TYPING)) {
            // It changes nothing, and is not to use up what a member may write.
            return direct.typing(connection, session.actor(), data);
        }
        if (method.equals("typing")) {
            return typing(connection, session.actor(), data);
        }
        limits.write(session, connection.address(), clock.instant());
        var id = command(data);
        return DirectRpc.METHODS.contains(method)
                ? direct.call(session.actor(), id, method, data)
                : inARoom(session.actor(), id, method, data);
    }

    private Future<JsonObject> inARoom(Actor actor, CommandId id, String method, JsonObject data) {
        return switch (method) {
            case "say" ->
                ack(Future.join(names.keyOf(required(data, "room")), parts.settle(actor, wanted(data)))
                        .compose(found -> service.say(
                                actor,
                                found.resultAt(0),
                                new RoomService.RoomRequest(id, parent(data), wish(data), found.resultAt(1)),
                                writing(data))));
            case "editPost" -> ack(service.edit(actor, id, post(data), writing(data)));
            case "withdrawPost" -> ack(service.withdraw(actor, id, post(data)));
            case "react" -> react(actor, id, data, true);
            case "unreact" -> react(actor, id, data, false);
            case "vote" -> vote(actor, id, data);
            case "answer" -> ack(service.answer(actor, id, post(data), writing(data)));
            default -> {
                if (!Moves.NAMES.contains(method)) {
                    throw new ProblemException(new Problem.NotFound("method", method));
                }
                yield ack(service.move(actor, id, post(data), Moves.of(method, data)));
            }
        };
    }

    private static List<Wanted> wanted(JsonObject data) {
        var wanted = data.getValue("parts");
        if (wanted != null && !(wanted instanceof JsonArray)) {
            throw Problem.invalid("parts", "must be a list of parts, each of a kind");
        }
        return PartJson.wanted((JsonArray) wanted);
    }

    /** Nothing is written, so it has a limit of its own. */
    private Future<JsonObject> typing(Connection connection, Actor actor, JsonObject data) {
        limits.typing(actor.id().toString());
        var stopped = Boolean.FALSE.equals(flag(data, "writes"));
        return names.keyOf(required(data, "room"))
                .compose(room -> {
                    if (!connection.listensTo(Channels.room(room))) {
                        throw Problem.forbidden("Who does not listen to a room does not write in it.");
                    }
                    return typing.tell(actor, room, !stopped);
                })
                .map(told -> new JsonObject());
    }

    private static RoomService.Wish wish(JsonObject data) {
        return new RoomService.Wish(flag(data, "question"), Boolean.TRUE.equals(flag(data, "alias")));
    }

    private static @Nullable Boolean flag(JsonObject data, String field) {
        var value = data.getValue(field);
        if (value != null && !(value instanceof Boolean)) {
            throw Problem.invalid(field, "must be true or false");
        }
        return (Boolean) value;
    }

    private Future<JsonObject> vote(Actor actor, CommandId id, JsonObject data) {
        return parts.polls()
                .answer(actor.id(), post(data), PollJson.chosen(data), id)
                .map(PollJson::json);
    }

    private Future<JsonObject> react(Actor actor, CommandId id, JsonObject data, boolean on) {
        return ack(service.react(
                actor, new RoomCommand.React(id, post(data), Reaction.of(required(data, "reaction")), on)));
    }

    private Future<JsonObject> ack(Future<RoomService.Ack> done) {
        return done.map(ack -> DiscussionJson.ack(ack, log.epoch()));
    }

    private static RoomService.Writing writing(JsonObject data) {
        return new RoomService.Writing(required(data, "text"), language(data), hat(text(data, "hat")));
    }

    static @Nullable String language(JsonObject data) {
        var language = text(data, "language");
        if (language != null && !language.matches("[a-z]{2}")) {
            throw Problem.invalid("language", "two letters, such as sv");
        }
        return language;
    }

    private static @Nullable Hat hat(@Nullable String code) {
        if (code == null) {
            return null;
        }
        return Arrays.stream(Hat.values())
                .filter(hat -> hat.code().equals(code))
                .findAny()
                .orElseThrow(() -> Problem.invalid("hat", "is no capacity to speak in"));
    }

    private static PostId post(JsonObject data) {
        return PostId.parse(required(data, "post"));
    }

    private static @Nullable PostId parent(JsonObject data) {
        var parent = text(data, "parent");
        return parent == null ? null : PostId.parse(parent);
    }

    static String required(JsonObject data, String field) {
        var value = text(data, field);
        if (value == null) {
            throw Problem.invalid(field, "is required");
        }
        return value;
    }

    /** A field that may be left out; JsonObject itself would take a number or a truth for a text. */
    static @Nullable String text(JsonObject data, String field) {
        var value = data.getValue(field);
        if (value != null && !(value instanceof String)) {
            throw Problem.invalid(field, "must be a text");
        }
        return (String) value;
    }

    private CommandId command(JsonObject data) {
        var given = text(data, "commandId");
        return new CommandId(given == null ? ids.get().toString() : given);
    }
}
