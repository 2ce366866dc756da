package vadra.pages;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vadra.api.Services;
import vadra.core.Problem;
import vadra.disclosure.PgDisclosure;
import vadra.disclosure.Selection;
import vadra.openness.RuleBook;
import vadra.wire.StatementJson;

/** The pages of the public ledger: figures and rows, one row, the Atom feed. They need no script. */
final class OpennessPages {
    private static final int ROWS = 25;
    private static final int FEED = 50;
    private static final Selection ALL = new Selection(null, null, null, null, null, null, null, null);
    private static final List<String> FILTERS =
            List.of("figure", "rule", "version", "act", "kind", "cause", "batch", "since");

    private final PgDisclosure disclosure;
    private final RuleBook rules;
    private final Pages pages;

    OpennessPages(Services services, Pages pages) {
        this.disclosure = services.disclosure();
        this.rules = services.openness().rules();
        this.pages = pages;
    }

    void mount(Router router) {
        router.get("/openness").handler(context -> pages.show(context, "openness", ledger(context)));
        router.get("/openness.atom").handler(this::feed);
        router.get("/openness/:n").handler(context -> pages.show(context, "openness-row", row(context)));
    }

    private Future<Map<String, Object>> ledger(RoutingContext context) {
        var selection = Selection.of(name -> parameter(context, name));
        long before = parameter(context, "before")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElse(Long.MAX_VALUE);
        return disclosure
                .snapshot()
                .compose(snapshot ->
                        disclosure.list(selection, before, ROWS + 1).map(items -> ledger(context, snapshot, items)));
    }

    private Map<String, Object> ledger(RoutingContext context, JsonObject snapshot, List<JsonObject> items) {
        var shown = items.subList(0, Math.min(ROWS, items.size()));
        var figures = new OpennessFigures(snapshot, words(context));
        var model = new HashMap<String, Object>(figures.main());
        model.put("lines", figures.lines(rule -> ruleName(context, rule)));
        model.put("now", figures.now());
        model.put("quiet", figures.quiet());
        model.put("limits", figures.limits());
        model.put("state", snapshot.getString("state"));
        model.put("asOf", Instant.parse(snapshot.getString("asOf")));
        model.put("head", snapshot.getJsonObject("head").getMap());
        model.put("items", items(context, shown));
        model.put("filters", filters(context));
        model.put(
                "chosen",
                FILTERS.stream()
                        .collect(Collectors.toMap(
                                name -> name, name -> parameter(context, name).orElse(""))));
        model.put("rules", numbers());
        model.put("next", items.size() <= ROWS ? "" : link(context, Map.of("before", last(shown))));
        return model;
    }

    private Future<Map<String, Object>> row(RoutingContext context) {
        var n = context.pathParam("n");
        if (!n.matches("[0-9]{1,18}")) {
            throw Problem.notFound("row of the ledger", n);
        }
        return disclosure.row(Long.parseLong(n)).map(item -> {
            var model = item(context, item);
            var row = item.getJsonObject("row");
            model.put("from", Instant.parse(row.getString("effectiveAt")));
            if (row.getString("until") != null) {
                model.put("to", Instant.parse(row.getString("until")));
            }
            model.put(
                    "statement",
                    StatementJson.isDecision(row) ? statements("").of(row).getMap() : Map.of());
            return model;
        });
    }

    private void feed(RoutingContext context) {
        disclosure
                .list(ALL, Long.MAX_VALUE, FEED)
                .compose(items -> disclosure
                        .head()
                        .map(head -> Map.<String, Object>of("items", items(context, items), "head", head.getMap())))
                .compose(model -> pages.render(context, "openness-feed", model))
                .onComplete(
                        text -> context.response()
                                .putHeader("Content-Type", "application/atom+xml; charset=utf-8")
                                .end(text),
                        context::fail);
    }

    private List<Map<String, Object>> items(RoutingContext context, List<JsonObject> items) {
        return items.stream().map(item -> item(context, item)).toList();
    }

    private Map<String, Object> item(RoutingContext context, JsonObject item) {
        var row = item.getJsonObject("row");
        var words = words(context);
        var model = new HashMap<String, Object>(row.getMap());
        model.put("heading", words.heading(row, item.getJsonObject("place")));
        model.put("when", Instant.parse(row.getString("at")));
        model.put("ruleName", ruleName(context, row));
        model.put("beside", item.getJsonObject("beside").getMap());
        model.put("post", post(row, item.getJsonObject("place")));
        model.put(
                "thread",
                item.getJsonArray("thread").stream()
                        .map(JsonObject.class::cast)
                        .map(step -> step(words, row, step))
                        .toList());
        return model;
    }

    private static Map<String, Object> step(OpennessWords words, JsonObject row, JsonObject step) {
        var model = new HashMap<String, Object>(step.getMap());
        var kind = row.getString("kind");
        var act = step.getString("act");
        model.put("said", words.of("openness.then." + act + "." + kind));
        model.put("why", words.of("openness.cause." + step.getString("cause")));
        model.put("when", Instant.parse(step.getString("at")));
        model.put("own", step.getLong("n").equals(row.getLong("n")));
        return model;
    }

    /** Where the thing itself is, or the mark that it left. */
    private static String post(JsonObject row, @Nullable JsonObject place) {
        if (place == null) {
            return "";
        }
        var room = "/rooms/" + place.getString("slug");
        return row.getString("kind").equals("post") ? room + "#p-" + row.getString("thing") : room;
    }

    private String ruleName(RoutingContext context, JsonObject row) {
        return statements("")
                .rule(row, Pages.language(context))
                .map(rule -> words(context)
                        .of("openness.rule")
                        .replace("{n}", String.valueOf(rule.number()))
                        .replace("{version}", String.valueOf(row.getLong("version")))
                        .replace("{title}", rule.title()))
                .orElse("");
    }

    private StatementJson statements(String base) {
        return new StatementJson(rules, base);
    }

    private List<Integer> numbers() {
        return rules.editions().stream()
                .flatMap(edition -> edition.rules().in("sv").stream())
                .map(rule -> rule.number())
                .distinct()
                .sorted()
                .toList();
    }

    /** The filters that are set, each in words and with the address of the page without it. */
    private List<Map<String, String>> filters(RoutingContext context) {
        var words = words(context);
        var filters = new ArrayList<Map<String, String>>();
        chosen(context).forEach((name, value) -> {
            var key = "openness.filter." + name + "." + value;
            var known = words.of(key);
            filters.add(Map.of(
                    "label", words.of("openness.filter." + name),
                    "value", known,
                    "without", link(context, Map.of(name, ""))));
        });
        return filters;
    }

    private static Map<String, String> chosen(RoutingContext context) {
        return FILTERS.stream()
                .filter(name -> parameter(context, name).isPresent())
                .collect(Collectors.toMap(
                        name -> name,
                        name -> parameter(context, name).orElseThrow(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    private static String last(List<JsonObject> items) {
        return items.get(items.size() - 1).getJsonObject("row").getLong("n").toString();
    }

    /** The address of this page with some parameters changed; an empty one goes. */
    private static String link(RoutingContext context, Map<String, String> changed) {
        var all = new LinkedHashMap<>(chosen(context));
        all.putAll(changed);
        var query = all.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return "/openness" + (query.isEmpty() ? "" : "?" + query) + "#rows";
    }

    private static Optional<String> parameter(RoutingContext context, String name) {
        return Optional.ofNullable(context.request().getParam(name)).filter(value -> !value.isBlank());
    }

    private OpennessWords words(RoutingContext context) {
        return new OpennessWords(pages.words(context), Pages.language(context));
    }
}
