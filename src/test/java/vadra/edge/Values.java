package vadra.edge;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes values that fit a schema of the contract, mostly of things that there are. */
final class Values {
    private static final List<String> TEXTS = List.of(
            "Kaffet smakar metall.",
            "Vad händer med fläkten?",
            "**Nytt** [filter](https://example.org/f) i morgon",
            "hej",
            "Det hör inte hit alls, sade hon.",
            "@asta @bosse vad säger ni?",
            "¿Qué? 你好 🙂 e\u0301",
            "https://example.org/");
    private static final int DEEPEST = 6;
    private static final int WIDEST = 3;

    private final Contracts contracts;
    private final Known known;
    private final Dice dice;

    Values(Contracts contracts, Known known, Dice dice) {
        this.contracts = contracts;
        this.known = known;
        this.dice = dice;
    }

    /** A value of a schema, for a field of that name; null where the schema wants it. */
    @Nullable
    Object valid(JsonObject schema, String name) {
        return valid(schema, name, 0);
    }

    private @Nullable Object valid(JsonObject given, String name, int depth) {
        var schema = contracts.resolved(given);
        for (var choice : List.of("oneOf", "anyOf")) {
            var all = schema.getJsonArray(choice);
            if (all != null) {
                return valid(all.getJsonObject(dice.below(all.size())), name, depth);
            }
        }
        if (schema.containsKey("allOf") && !schema.containsKey("properties")) {
            return valid(schema.getJsonArray("allOf").getJsonObject(0), name, depth);
        }
        if (schema.containsKey("const")) {
            return schema.getValue("const");
        }
        if (schema.containsKey("enum")) {
            var all = schema.getJsonArray("enum");
            return all.getValue(dice.below(all.size()));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer", "number" -> number(schema);
            case "boolean" -> dice.percent(50);
            case "null" -> null;
            default -> text(schema, name);
        };
    }

    private String type(JsonObject schema) {
        var type = schema.getValue("type");
        if (type instanceof JsonArray all) {
            return all.getString(dice.below(all.size()));
        }
        return type instanceof String one ? one : schema.containsKey("properties") ? "object" : "string";
    }

    private JsonObject object(JsonObject schema, int depth) {
        var object = new JsonObject();
        var required = schema.getJsonArray("required", new JsonArray());
        for (var property : schema.getJsonObject("properties", new JsonObject())) {
            var name = property.getKey();
            if (required.contains(name) || (depth < DEEPEST && dice.percent(45))) {
                object.put(name, valid((JsonObject) property.getValue(), name, depth + 1));
            }
        }
        return object;
    }

    private JsonArray array(JsonObject schema, String name, int depth) {
        var array = new JsonArray();
        int least = schema.getInteger("minItems", 0);
        int most = Math.max(least, Math.min(WIDEST, schema.getInteger("maxItems", WIDEST)));
        for (int i = dice.between(least, most); i > 0; i--) {
            array.add(valid(schema.getJsonObject("items", new JsonObject()), name, depth + 1));
        }
        return array;
    }

    private Number number(JsonObject schema) {
        long least = schema.getNumber("minimum", 0).longValue();
        long most = schema.getNumber("maximum", least + 50).longValue();
        return dice.percent(20)
                ? (dice.percent(50) ? least : most)
                : least + dice.below((int) Math.min(50, most - least + 1));
    }

    private String text(JsonObject schema, String name) {
        var there = known.one(name, dice);
        if (there.isPresent() && dice.percent(75)) {
            return there.get();
        }
        return switch (schema.getString("format", "")) {
            case "uuid" -> UUID.nameUUIDFromBytes(dice.bytes(8)).toString();
            case "date-time" -> "2026-12-0" + dice.between(1, 9) + "T08:00:00Z";
            case "date" -> "2026-12-0" + dice.between(1, 9);
            default -> free(schema);
        };
    }

    private String free(JsonObject schema) {
        var pattern = schema.getString("pattern");
        if (pattern != null) {
            return Patterns.text(pattern, dice);
        }
        var text = dice.of(TEXTS) + (dice.percent(30) ? " " + dice.below(1_000) : "");
        int least = schema.getInteger("minLength", 0);
        int most = schema.getInteger("maxLength", 4_000);
        if (text.length() < least) {
            text = text.repeat(1 + least / text.length());
        }
        return text.length() > most ? "x".repeat(most) : text;
    }
}
