package vadra.edge;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vadra.edge.Operation.Parameter;
import vadra.it.Api;

/**
 * What there is on a server, by the names that the contract has for it, so that requests reach things and not only the
 * lack of them. It is what the API's own lists tell, and stays as it was found.
 */
final class Known {
    private static final int MOST = 60;
    /** Under which names the contract asks for what the answers have as something else. */
    private static final Map<String, List<String>> ALSO = Map.ofEntries(
            Map.entry("handle", List.of("handle", "by", "to", "from", "hosts")),
            Map.entry("rooms", List.of("room", "rooms", "name")),
            Map.entry("posts", List.of("post", "parent", "into", "object", "objects", "around")),
            Map.entry("post", List.of("post", "parent", "into", "object", "objects")),
            Map.entry("claims", List.of("claim", "claims", "into")),
            Map.entry("circles", List.of("circle")),
            Map.entry("products", List.of("product")),
            Map.entry("articles", List.of("article", "slug")),
            Map.entry("sittings", List.of("qa", "earlier")),
            Map.entry("conversations", List.of("conversation")),
            Map.entry("admissions", List.of("admission")),
            Map.entry("alerts", List.of("alert")),
            Map.entry("sightings", List.of("sighting")),
            Map.entry("drafts", List.of("draft")),
            Map.entry("messages", List.of("message")));

    private final Map<String, List<String>> names = new LinkedHashMap<>();

    /** Reads all that the API lists to somebody; the attackers themselves are not among it. */
    void learn(Api api, Contracts contracts) {
        for (int round = 0; round < 2; round++) {
            for (var operation : contracts.operations()) {
                if (!operation.writes() && !operation.id().startsWith("export")) {
                    path(operation).map(api::get).ifPresent(answer -> take("", answer.json()));
                }
            }
        }
    }

    /** With the first of what is known in it; none where something is not known. */
    private Optional<String> path(Operation operation) {
        var path = operation.path();
        for (var parameter : operation.parameters("path")) {
            var known = names.getOrDefault(parameter.name(), List.of());
            if (known.isEmpty()) {
                return Optional.empty();
            }
            path = path.replace("{" + parameter.name() + "}", known.get(0));
        }
        boolean asks = operation.parameters("query").stream().anyMatch(Parameter::required);
        return asks ? Optional.empty() : Optional.of(path);
    }

    private void take(String list, JsonObject json) {
        json.forEach(field -> {
            var name = field.getKey();
            if (field.getValue() instanceof String text) {
                if (name.equals("id") || name.equals("slug")) {
                    ALSO.getOrDefault(list, List.of()).forEach(also -> add(also, text));
                } else {
                    add(name, text);
                    ALSO.getOrDefault(name, List.of()).forEach(also -> add(also, text));
                }
            } else if (field.getValue() instanceof JsonObject inner) {
                take(name + "s", inner);
            } else if (field.getValue() instanceof JsonArray all) {
                all.stream().filter(JsonObject.class::isInstance).forEach(one -> take(name, (JsonObject) one));
            } else if (field.getValue() instanceof Number number) {
                add(name, number.toString());
            }
        });
    }

    /** Adds one by hand. */
    void add(String name, String value) {
        boolean attacker = value.equals("staff") || value.startsWith("stojare");
        var all = names.computeIfAbsent(name, fresh -> new ArrayList<>());
        if (!attacker && value.length() <= 80 && all.size() < MOST && !all.contains(value)) {
            all.add(value);
        }
    }

    /** One that there is, if any. */
    Optional<String> one(String name, Dice dice) {
        var all = names.getOrDefault(name, List.of());
        return all.isEmpty() ? Optional.empty() : Optional.of(dice.of(all));
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
