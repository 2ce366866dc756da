package vadra.chaos;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;

/** Makes messages of the socket protocol, and spoils them; the same seed makes the same. */
final class Mangler {
    private static final List<String> METHODS = List.of(
            "connect",
            "subscribe",
            "unsubscribe",
            "presence",
            "presence_stats",
            "history",
            "rpc",
            "ping",
            "refresh",
            "publish",
            "send",
            "sub_refresh");
    private static final List<String> CALLS =
            List.of("say", "editPost", "withdrawPost", "react", "unreact", "drop", "", "toString", "__proto__");
    private static final List<String> FIELDS = List.of(
            "channel",
            "recover",
            "epoch",
            "offset",
            "limit",
            "since",
            "method",
            "data",
            "token",
            "room",
            "text",
            "post",
            "parent",
            "language",
            "commandId",
            "reaction",
            "name",
            "id",
            "reverse",
            "flag");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "room:stoj",
            "room:",
            "room:\u0000",
            "room:\uD800",
            "room:finns-inte",
            "me:asta",
            "me:",
            "desk:monitor",
            "desk:",
            "\u0000",
            "\uD83D",
            "'; DROP TABLE post; --",
            "../../etc/passwd",
            "${jndi:ldap://x}",
            "stoj",
            "say",
            "NaN",
            "-1",
            "true",
            "00000000-0000-0000-0000-000000000000",
            "{\"id\":1}",
            "\u202Eabc",
            "a\r\nb",
            "sv",
            "heart",
            "ﷺ".repeat(300),
            "x".repeat(81),
            "å".repeat(5_000),
            "\\",
            "\"",
            "%00",
            "%s%n",
            "<script>");

    private final Random random;

    Mangler(long seed) {
        random = new Random(seed);
    }

    /** A message of one or more lines, mostly wrong in one or two ways. */
    String message() {
        return switch (random.nextInt(12)) {
            case 0 -> cut(command().encode());
            case 1 -> changed(command().encode());
            case 2 -> command().encode() + "\n" + command().encode();
            case 3 -> nested();
            case 4 -> any(TEXTS);
            default -> command().encode();
        };
    }

    private JsonObject command() {
        var method = any(METHODS);
        var params = params(method);
        spoil(params);
        var command = new JsonObject().put("id", 1 + random.nextInt(1_000)).put(method, params);
        if (random.nextInt(8) == 0) {
            command.put(random.nextBoolean() ? "id" : method, value(0));
        }
        if (random.nextInt(20) == 0) {
            command.put(any(METHODS), value(0));
        }
        return command;
    }

    private JsonObject params(String method) {
        var params = new JsonObject();
        switch (method) {
            case "rpc" -> params.put("method", any(CALLS)).put("data", data());
            case "history" ->
                params.put("channel", "room:stoj")
                        .put("limit", random.nextInt(300))
                        .put(
                                "since",
                                new JsonObject()
                                        .put("offset", random.nextInt(10))
                                        .put("epoch", ""));
            case "subscribe" ->
                params.put("channel", "room:stoj")
                        .put("recover", random.nextBoolean())
                        .put("offset", random.nextInt(20))
                        .put("epoch", any(TEXTS));
            default -> params.put("channel", "room:stoj");
        }
        return params;
    }

    private JsonObject data() {
        var data = new JsonObject().put("room", "stoj").put("text", "stoj").put("commandId", "k" + random.nextInt(50));
        if (random.nextBoolean()) {
            data.put("post", "00000000-0000-0000-0000-000000000000").put("reaction", "heart");
        }
        spoil(data);
        return data;
    }

    private void spoil(JsonObject object) {
        for (int i = random.nextInt(3); i > 0; i--) {
            var names = List.copyOf(object.fieldNames());
            var field = names.isEmpty() || random.nextInt(4) == 0 ? any(FIELDS) : any(names);
            if (random.nextInt(4) == 0) {
                object.remove(field);
            } else {
                object.put(field, value(0));
            }
        }
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth > 2 ? 9 : 11)) {
            case 0, 1, 2 -> any(TEXTS);
            case 3 -> random.nextBoolean();
            case 4 -> random.nextInt();
            case 5 -> any(List.of(Long.MAX_VALUE, Long.MIN_VALUE, 0L, -1L, 1L << 31, 1L << 53));
            case 6 -> any(List.of(0.5, -1e300, 1e-300, 7.0));
            case 7 -> new java.math.BigInteger(1 + random.nextInt(400), random);
            case 8 -> new JsonObject();
            case 9 -> new JsonArray().add(value(depth + 1)).add(value(depth + 1));
            default -> new JsonObject().put(any(FIELDS), value(depth + 1));
        };
    }

    private String nested() {
        int depth = 1 + random.nextInt(3_000);
        var open = random.nextBoolean() ? "[" : "{\"id\":";
        return open.repeat(depth) + "1" + (open.equals("[") ? "]" : "}").repeat(depth);
    }

    private String cut(String text) {
        return text.substring(0, random.nextInt(text.length() + 1));
    }

    private String changed(String text) {
        var changed = new StringBuilder(text);
        changed.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x300));
        return changed.toString();
    }

    /** The bytes of a frame, or of what is none; masked or not, whole or not. */
    byte[] frame() {
        var payload = random.nextInt(4) == 0 ? compressed() : payload();
        var frame = new ByteArrayOutputStream();
        frame.write(random.nextInt(4) == 0 ? random.nextInt(256) : 0x80 | random.nextInt(16));
        int masked = random.nextInt(10) == 0 ? 0 : 0x80;
        int claimed = random.nextInt(6) == 0 ? random.nextInt(70_000) : payload.length;
        if (claimed < 126) {
            frame.write(masked | claimed);
        } else if (claimed < 65_536) {
            frame.write(masked | 126);
            frame.write(claimed >> 8);
            frame.write(claimed);
        } else {
            frame.write(masked | 127);
            var length = new byte[8];
            random.nextBytes(length);
            frame.writeBytes(length);
        }
        frame.writeBytes(new byte[] {0, 0, 0, 0});
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    private byte[] payload() {
        if (random.nextBoolean()) {
            return message().getBytes(StandardCharsets.UTF_8);
        }
        var noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] compressed() {
        var deflater = new Deflater(9, true);
        deflater.setInput("x".repeat(1 + random.nextInt(200_000)).getBytes(StandardCharsets.UTF_8));
        var out = new byte[2_000];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return java.util.Arrays.copyOf(out, length);
    }

    boolean nextIsFrame() {
        return random.nextInt(10) == 0;
    }

    boolean nextIsMember() {
        return random.nextBoolean();
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
