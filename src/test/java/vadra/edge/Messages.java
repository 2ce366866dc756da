package vadra.edge;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;
import vadra.edge.Requests.Sender;

/**
 * Makes messages of the socket, each bent: commands of the protocol on the channels of the contract, and as calls the writes
 * of the HTTP contract, whose names and fields are the same there.
 */
final class Messages {
    private static final List<String> METHODS = List.of(
            "connect",
            "subscribe",
            "unsubscribe",
            "presence",
            "presence_stats",
            "history",
            "ping",
            "refresh",
            "publish",
            "send",
            "sub_refresh",
            "rpc",
            "toString");

    private final List<Operation> writes;
    private final List<String> channels;
    private final Known known;
    private final Values values;
    private final Bends bends;
    private final Dice dice;

    Messages(Sender sender, Dice dice) {
        this.writes = sender.contracts().operations().stream()
                .filter(one -> one.writes() && !one.path().startsWith("/api/me"))
                .toList();
        this.channels = sender.contracts().channels();
        this.known = sender.known();
        this.values = new Values(sender.contracts(), sender.known(), dice);
        this.bends = new Bends(dice);
        this.dice = dice;
    }

    /** A message of a line or more. */
    byte[] next() {
        var command = command();
        if (dice.percent(55)) {
            bends.bend(command);
        }
        if (dice.percent(12)) {
            return bends.document(command);
        }
        if (dice.percent(5)) {
            return (command.encode() + "\n" + command().encode() + "\n\n{}").getBytes(StandardCharsets.UTF_8);
        }
        return command.encode().getBytes(StandardCharsets.UTF_8);
    }

    private JsonObject command() {
        var method = dice.percent(55) ? "rpc" : dice.of(METHODS);
        var params = switch (method) {
            case "rpc" -> rpc();
            case "connect" -> new JsonObject().put("token", bends.text());
            case "subscribe" ->
                channel()
                        .put("recover", dice.percent(50))
                        .put("offset", dice.below(30))
                        .put("epoch", bends.text());
            case "history" ->
                channel()
                        .put("limit", dice.below(300))
                        .put(
                                "since",
                                new JsonObject().put("offset", dice.below(20)).put("epoch", ""));
            default -> channel();
        };
        return new JsonObject().put("id", 1 + dice.below(1_000)).put(method, params);
    }

    private JsonObject channel() {
        var channel = dice.of(channels);
        while (channel.contains("{")) {
            int from = channel.indexOf('{');
            int to = channel.indexOf('}');
            var name = channel.substring(from + 1, to);
            var there = known.one(name.equals("slug") ? "room" : name, dice);
            channel = channel.substring(0, from)
                    + (dice.percent(15) ? bends.text().replaceAll("[{}]", "") : there.orElse("x"))
                    + channel.substring(to + 1);
        }
        return new JsonObject().put("channel", channel);
    }

    private JsonObject rpc() {
        var operation = dice.of(writes);
        var data = operation
                .body()
                .filter(Operation.Body::isJson)
                .map(body -> values.valid(body.schema(), "data"))
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .orElseGet(JsonObject::new);
        operation.parameters("path").forEach(each -> data.put(each.name(), values.valid(each.schema(), each.name())));
        if (dice.percent(70)) {
            data.put("commandId", "k" + dice.below(100_000));
        }
        if (dice.percent(55)) {
            bends.bend(data);
        }
        return new JsonObject().put("method", operation.id()).put("data", data);
    }

    /** The bytes of a frame, or of what is none: cut, unmasked, with bits that mean nothing, or longer than it says. */
    byte[] frame() {
        var payload = dice.percent(25) ? compressed() : dice.percent(60) ? next() : dice.bytes(dice.below(300));
        var frame = new ByteArrayOutputStream();
        frame.write(dice.percent(25) ? dice.below(256) : 0x80 | dice.below(16));
        int masked = dice.percent(10) ? 0 : 0x80;
        int claimed = dice.percent(15) ? dice.below(70_000) : payload.length;
        if (claimed < 126) {
            frame.write(masked | claimed);
        } else if (claimed < 65_536) {
            frame.write(masked | 126);
            frame.write(claimed >> 8);
            frame.write(claimed);
        } else {
            frame.write(masked | 127);
            frame.writeBytes(dice.bytes(8));
        }
        frame.writeBytes(new byte[] {0, 0, 0, 0});
        frame.write(payload, 0, dice.percent(80) ? payload.length : dice.below(payload.length + 1));
        return frame.toByteArray();
    }

    private byte[] compressed() {
        var deflater = new Deflater(9, true);
        deflater.setInput("x".repeat(1 + dice.below(200_000)).getBytes(StandardCharsets.UTF_8));
        var out = new byte[2_000];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return java.util.Arrays.copyOf(out, length);
    }
}
