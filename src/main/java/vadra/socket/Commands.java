package vadra.socket;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.channels.Channels;
import vadra.community.Session;
import vadra.core.Position;
import vadra.core.Problem;
import vadra.live.Publication;
import vadra.wire.Halves;
import vadra.wire.Problems;
import vadra.wire.ProtocolError;

/** Reads the commands of the Centrifugo client protocol, version 2 in JSON, and carries them out on a connection. */
public final class Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final int HISTORY = 200;
    private static final List<String> METHODS = List.of(
            "connect", "subscribe", "unsubscribe", "presence", "presence_stats", "history", "rpc", "ping", "refresh");

    private final Live live;
    private final Rpc rpc;
    private final Supplier<String> ids;
    private final Function<String, Future<Optional<Session>>> recognise;

    /**
     * Wires the commands.
     *
     * @param recognise finds the session of a bearer token
     * @param ids names connections
     */
    public Commands(Live live, Rpc rpc, Function<String, Future<Optional<Session>>> recognise, Supplier<String> ids) {
        this.live = live;
        this.rpc = rpc;
        this.ids = ids;
        this.recognise = recognise;
    }

    /** Takes a message: one command a line. */
    void message(Connection connection, String message) {
        for (var line : message.lines().toList()) {
            if (connection.closing()
                    || (!line.isBlank() && !connection.postpones(line) && !command(connection, line))) {
                return;
            }
        }
    }

    private boolean command(Connection connection, String line) {
        JsonObject json;
        try {
            json = new JsonObject(line);
        } catch (DecodeException | ClassCastException notAnObject) {
            connection.close(CloseReason.BAD_REQUEST);
            return false;
        }
        if (json.isEmpty()) {
            connection.pong();
            return true;
        }
        if (!(json.getValue("id") instanceof Integer id) || id <= 0) {
            connection.close(CloseReason.BAD_REQUEST);
            return false;
        }
        if (Halves.possible(line) && Halves.field(json).isPresent()) {
            connection.error(id, ProtocolError.HALF_CHARACTER.json());
            return true;
        }
        var method = METHODS.stream().filter(json::containsKey).findFirst().orElse("");
        if (!connection.connected() && !method.equals("connect")) {
            connection.close(CloseReason.BAD_REQUEST);
            return false;
        }
        tried(connection, id, method, json);
        return true;
    }

    private void tried(Connection connection, int id, String method, JsonObject json) {
        try {
            run(connection, id, method, json.getJsonObject(method, new JsonObject()));
        } catch (RuntimeException failure) {
            LOG.debug("socket.command-refused method={} cause={}", method, failure.toString());
            connection.error(id, ProtocolError.of(failure));
        }
    }

    private void run(Connection connection, int id, String method, @Nullable JsonObject given) {
        var params = given == null ? new JsonObject() : given;
        switch (method) {
            case "connect" -> connect(connection, id, text(params, "token"));
            case "subscribe" ->
                connection.subscribe(
                        id,
                        channel(params),
                        Boolean.TRUE.equals(params.getBoolean("recover")) ? position(params) : null);
            case "unsubscribe" -> {
                var unused = connection.unsubscribe(channel(params));
                connection.reply(id, "unsubscribe", new JsonObject());
            }
            case "presence" -> whenListening(connection, id, params, this::presence);
            case "presence_stats" -> whenListening(connection, id, params, this::presenceStats);
            case "history" -> history(connection, id, params);
            case "rpc" -> rpc(connection, id, params);
            case "ping" -> connection.reply(id, "ping", new JsonObject());
            default -> connection.error(id, ProtocolError.METHOD_NOT_FOUND.json());
        }
    }

    private void connect(Connection connection, int id, String token) {
        if (connection.connected()) {
            connection.close(CloseReason.BAD_REQUEST);
        } else if (token.isEmpty()) {
            connection.reply(
                    id,
                    "connect",
                    connection.connect(ids.get(), connection.session().orElse(null)));
        } else {
            connection.beginConnecting();
            recognise.apply(token).onComplete(found -> live.onLoop(() -> connected(connection, id, found)));
        }
    }

    private void connected(Connection connection, int id, AsyncResult<Optional<Session>> found) {
        var postponed = connection.endConnecting();
        if (found.failed()) {
            connection.error(id, ProtocolError.of(found.cause()));
        } else if (found.result().isEmpty()) {
            connection.close(CloseReason.INVALID_TOKEN);
        } else {
            connection.reply(
                    id, "connect", connection.connect(ids.get(), found.result().get()));
            for (var line : postponed) {
                if (!command(connection, line)) {
                    return;
                }
            }
        }
    }

    private void whenListening(Connection connection, int id, JsonObject params, Presenter presenter) {
        var channel = channel(params);
        if (connection.listensTo(channel)) {
            presenter.present(connection, id, channel);
        } else {
            connection.error(id, ProtocolError.PERMISSION_DENIED.json());
        }
    }

    private interface Presenter {
        void present(Connection connection, int id, String channel);
    }

    private void presence(Connection connection, int id, String channel) {
        var members = new JsonObject();
        live.presence()
                .members(channel)
                .forEach(actor -> members.put(
                        actor.handle(),
                        new JsonObject()
                                .put("client", actor.handle())
                                .put("user", actor.handle())
                                .put("conn_info", new JsonObject().put("name", actor.name()))));
        connection.reply(id, "presence", new JsonObject().put("presence", members));
    }

    private void presenceStats(Connection connection, int id, String channel) {
        var count = live.presence().count(channel);
        connection.reply(
                id,
                "presence_stats",
                new JsonObject().put("num_clients", count.connections()).put("num_users", count.people()));
    }

    private void history(Connection connection, int id, JsonObject params) {
        var named = Channels.roomOf(channel(params));
        if (named.isEmpty()) {
            connection.error(id, ProtocolError.NOT_AVAILABLE.json());
            return;
        }
        int limit = (int) Math.min(HISTORY, number(params, "limit"));
        var since = position(Objects.requireNonNullElseGet(params.getJsonObject("since"), JsonObject::new));
        if (!connection.beginsReading()) {
            connection.error(id, ProtocolError.TOO_MANY_REQUESTS.json());
            return;
        }
        var tail = live.source().tail();
        live.room(named.get())
                .compose(room -> {
                    var page = limit == 0
                            ? Future.succeededFuture(List.<Publication>of())
                            : tail.page(room, since.offset(), limit);
                    return page.compose(events -> tail.top(room)
                            .map(top -> Replies.history(id, live.source().epoch(), events, top)));
                })
                .onComplete(done -> live.onLoop(() -> connection.hasRead(id, done)));
    }

    private void rpc(Connection connection, int id, JsonObject params) {
        rpc.call(connection, text(params, "method"), params.getJsonObject("data", new JsonObject()))
                .map(data -> new JsonObject().put("data", data))
                .onComplete(done -> live.onLoop(() -> answer(connection, id, done)));
    }

    private static void answer(Connection connection, int id, AsyncResult<JsonObject> done) {
        if (done.succeeded()) {
            connection.reply(id, "rpc", done.result());
        } else {
            connection.error(id, ProtocolError.of(done.cause()));
            if (Problems.problemOf(done.cause()) instanceof Problem.TooFast) {
                connection.rest();
            }
        }
    }

    private static String channel(JsonObject params) {
        return text(params, "channel");
    }

    private static Position position(JsonObject params) {
        return new Position(text(params, "epoch"), number(params, "offset"));
    }

    /** What is null counts as left out: JsonObject gives its default for the latter only. */
    private static String text(JsonObject params, String field) {
        return Objects.requireNonNullElse(params.getString(field), "");
    }

    private static long number(JsonObject params, String field) {
        return Math.max(0, Objects.requireNonNullElse(params.getLong(field), 0L));
    }
}
