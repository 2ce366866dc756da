package vadra.socket;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
import vadra.wire.DiscussionJson;
import vadra.wire.Moves;

/** The writes of the HTTP API on the socket: the same names, the same services, the same limits, the same answers. */
public final class Rpc {
    private final RoomNames names;
    private final RoomService service;
    private final EventLog log;
    private final Supplier<UUID> ids;
    private final RateLimits limits;
    private final Clock clock;
    private final Typing typing;

    public Rpc(Services services, Supplier<UUID> ids) {
        this.names = services.names();
        this.service = services.rooms();
        this.log = services.log();
        this.limits = services.limits();
        this.clock = services.clock();
        this.typing = services.attended().typing();
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
        if (method.equals("typing")) {
            return typing(connection, session.actor(), data);
        }
        limits.write(session, connection.address(), clock.instant());
        var actor = session.actor();
        var id = command(data);
        return switch (method) {
            case "say" ->
                ack(names.keyOf(required(data, "room"))
                        .compose(room -> service.say(
                                actor,
                                room,
                                new RoomService.RoomRequest(id, parent(data), wish(data)),
                                writing(data))));
            case "editPost" -> ack(service.edit(actor, id, post(data), writing(data)));
            case "withdrawPost" -> ack(service.withdraw(actor, id, post(data)));
            case "react" -> react(actor, id, data, true);
            case "unreact" -> react(actor, id, data, false);
            case "answer" -> ack(service.answer(actor, id, post(data), writing(data)));
            default -> {
                if (!Moves.NAMES.contains(method)) {
                    throw new ProblemException(new Problem.NotFound("method", method));
                }
                yield ack(service.move(actor, id, post(data), Moves.of(method, data)));
            }
        };
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

    private Future<JsonObject> react(Actor actor, CommandId id, JsonObject data, boolean on) {
        return ack(service.react(
                actor, new RoomCommand.React(id, post(data), Reaction.of(required(data, "reaction")), on)));
    }

    private Future<JsonObject> ack(Future<RoomService.Ack> done) {
        return done.map(ack -> DiscussionJson.ack(ack, log.epoch()));
    }

    private static RoomService.Writing writing(JsonObject data) {
        var language = text(data, "language");
        if (language != null && !language.matches("[a-z]{2}")) {
            throw Problem.invalid("language", "two letters, such as sv");
        }
        return new RoomService.Writing(required(data, "text"), language, hat(text(data, "hat")));
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

    private static String required(JsonObject data, String field) {
        var value = text(data, field);
        if (value == null) {
            throw Problem.invalid(field, "is required");
        }
        return value;
    }

    /** A field that may be left out; JsonObject itself would take a number or a truth for a text. */
    private static @Nullable String text(JsonObject data, String field) {
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
