package vadra.edge;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bends what is good: values, texts and bytes. */
final class Bends {
    private static final int DEEPEST = 4;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "\uD83D",
            "\uDC00x",
            "a\r\nX-Evil: 1",
            "\u202Eabc",
            "'; DROP TABLE post; --",
            "' OR 1=1 --",
            "\"",
            "\\",
            "\"\\",
            "../../../etc/passwd",
            "..\\..\\",
            "${jndi:ldap://127.0.0.1/x}",
            "{{7*7}}",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "javascript:alert(1)",
            "%00",
            "%s%n%x",
            "-1",
            "0",
            "1e400",
            "NaN",
            "Infinity",
            "9223372036854775808",
            "true",
            "null",
            "undefined",
            "[]",
            "{}",
            "__proto__",
            "constructor",
            "00000000-0000-0000-0000-000000000000",
            "1-1-1-1-1",
            "2026-13-45T99:99:99Z",
            "0000-01-01T00:00:00Z",
            "-999999999-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59.999999999Z",
            "294277-01-01T00:00:00Z",
            "http://127.0.0.1:1/",
            "http://[::ffff:7f00:1]/",
            "http://0x7f.1/",
            "file:///etc/passwd",
            "http://a@b:c@d/",
            "http://[",
            "http://例え.テスト/ ",
            "mailto:a@b.c\r\nBcc: d@e.f",
            "*",
            "(((((((",
            "a:* & !b | <->",
            "\"unfinished",
            "ﷺ".repeat(300),
            "e" + "\u0301".repeat(500),
            "x".repeat(81),
            "x".repeat(5_000),
            "å".repeat(20_000),
            "[](".repeat(900),
            "> ".repeat(900),
            "*_".repeat(900),
            "`".repeat(1_500),
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67".repeat(60));
    private static final List<String> NAMES =
            List.of("role", "id", "__proto__", "", "a.b", "handle", "text", "\u0000", "x".repeat(300), "$ref", "å");

    private final Dice dice;

    Bends(Dice dice) {
        this.dice = dice;
    }

    String text() {
        return dice.of(TEXTS);
    }

    /** A value that hardly any place wants. */
    @Nullable
    Object value(int depth) {
        return switch (dice.below(depth < DEEPEST ? 12 : 9)) {
            case 0, 1, 2 -> text();
            case 3 -> dice.percent(50);
            case 4 -> dice.any();
            case 5 -> dice.of(List.of(Long.MAX_VALUE, Long.MIN_VALUE, 0L, -1L, 1L << 31, 1L << 53));
            case 6 -> dice.of(List.of(0.5, -1e300, 1e-300, 1e18));
            case 7 -> new java.math.BigInteger(1, dice.bytes(1 + dice.below(60)));
            case 8 -> null;
            case 9 -> new JsonArray().add(value(depth + 1)).add(value(depth + 1));
            case 10 -> new JsonObject();
            default -> new JsonObject().put(dice.of(NAMES), value(depth + 1));
        };
    }

    /** Bends an object in one place, however deep; lacking fields, stray ones, and wrong ones. */
    void bend(JsonObject object) {
        var fields = List.copyOf(object.fieldNames());
        if (fields.isEmpty() || dice.percent(15)) {
            object.put(dice.of(NAMES), value(0));
            return;
        }
        var field = dice.of(fields);
        var there = object.getValue(field);
        if (there instanceof JsonObject inner && dice.percent(60)) {
            bend(inner);
        } else if (there instanceof JsonArray all && dice.percent(60)) {
            bend(all);
        } else if (dice.percent(20)) {
            object.remove(field);
        } else if (there instanceof String text && dice.percent(35)) {
            object.put(field, changed(text));
        } else {
            object.put(field, value(0));
        }
    }

    private void bend(JsonArray all) {
        if (all.isEmpty() || dice.percent(25)) {
            int more = dice.percent(10) ? 2_000 : 1;
            var one = value(1);
            for (int i = 0; i < more; i++) {
                all.add(one);
            }
            return;
        }
        int at = dice.below(all.size());
        if (all.getValue(at) instanceof JsonObject inner && dice.percent(70)) {
            bend(inner);
        } else {
            all.set(at, value(0));
        }
    }

    /** A text with a stray letter, cut, doubled, or joined with something worse. */
    String changed(String text) {
        int at = dice.below(text.length() + 1);
        return switch (dice.below(5)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + (char) dice.below(0x3000) + text.substring(at);
            case 2 -> text + text;
            case 3 -> text + text();
            default -> text() + text;
        };
    }

    /** The bytes of a document of JSON, bent where only bytes can be. */
    byte[] document(JsonObject json) {
        var text = json.encode();
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return switch (dice.below(14)) {
            case 0 -> text.substring(0, dice.below(text.length())).getBytes(StandardCharsets.UTF_8);
            case 1 -> spliced(bytes, dice.bytes(1 + dice.below(4)));
            case 2 -> spliced(bytes, new byte[] {(byte) 0xC0, (byte) 0xAF});
            case 3 -> spliced(bytes, "\\ud800".getBytes(StandardCharsets.UTF_8));
            case 4 -> doubled(text).getBytes(StandardCharsets.UTF_8);
            case 5 -> text.replaceFirst(":[^,}]*", ":NaN").getBytes(StandardCharsets.UTF_8);
            case 6 -> (text + dice.of(List.of(text, ",", "}", "\u0000", " // x"))).getBytes(StandardCharsets.UTF_8);
            case 7 -> text.getBytes(StandardCharsets.UTF_16);
            case 8 -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
            case 9 -> nested(text).getBytes(StandardCharsets.UTF_8);
            case 10 ->
                dice.of(List.of("", "null", "[]", "7", "\"x\"", "{", "{\"a\"", "'{}'"))
                        .getBytes(StandardCharsets.UTF_8);
            case 11 -> new byte[0];
            case 12 -> text.replaceFirst(":", ":-0").getBytes(StandardCharsets.UTF_8);
            default -> text.replaceFirst("\\d+", "1e99999").getBytes(StandardCharsets.UTF_8);
        };
    }

    private byte[] spliced(byte[] bytes, byte[] stray) {
        int at = dice.below(bytes.length + 1);
        var all = new ByteArrayOutputStream();
        all.write(bytes, 0, at);
        all.writeBytes(stray);
        all.write(bytes, at, bytes.length - at);
        return all.toByteArray();
    }

    /** Every field of the outermost object twice. */
    private static String doubled(String text) {
        return text.length() < 3 ? text : text.substring(0, text.length() - 1) + "," + text.substring(1);
    }

    private String nested(String text) {
        int depth = 1 + dice.below(6_000);
        var open = dice.of(List.of("[", "{\"text\":"));
        return open.repeat(depth) + text + (open.equals("[") ? "]" : "}").repeat(depth);
    }
}
