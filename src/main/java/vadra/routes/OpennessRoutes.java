package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.disclosure.PgDisclosure;
import vadra.disclosure.Selection;
import vadra.openness.RuleBook;
import vadra.wire.DiscussionJson;
import vadra.wire.StatementJson;

/** The part of the HTTP API that is the public ledger: its rows, its figures, its head, its export. */
final class OpennessRoutes {
    /** The header in which the export names the chain's end. */
    static final String HEAD = "Vadra-Ledger-Head";

    private static final int LIST = 50;
    private static final int EXPORT = 200;

    private final PgDisclosure disclosure;
    private final RuleBook rules;
    private final Optional<URI> publicUrl;

    OpennessRoutes(Services services, Optional<URI> publicUrl) {
        this.disclosure = services.disclosure();
        this.rules = services.openness().rules();
        this.publicUrl = publicUrl;
    }

    void mount(Operations api) {
        api.on("listLedger", this::list);
        api.on("getLedgerRow", this::row);
        api.on("getLedgerHead", call -> disclosure.head().map(Answer::ok));
        api.on("getOpennessFigures", call -> disclosure.snapshot().map(Answer::ok));
        api.on("exportLedger", this::export);
    }

    private Future<Answer> list(Call call) {
        int limit = call.queryNumber("limit").map(Math::toIntExact).orElse(LIST);
        long before = call.queryNumber("before").orElse(Long.MAX_VALUE);
        return disclosure
                .list(Selection.of(call::queryText), before, limit)
                .map(items -> Answer.ok(new JsonObject()
                        .put("items", new JsonArray(items))
                        .put("next", items.size() < limit ? null : place(items))));
    }

    private Future<Answer> row(Call call) {
        var statements = statements(call);
        return disclosure.row(Long.parseLong(call.path("n"))).map(item -> {
            var row = item.getJsonObject("row");
            return Answer.ok(StatementJson.isDecision(row) ? item.copy().put("statement", statements.of(row)) : item);
        });
    }

    private Future<Answer> export(Call call) {
        int limit = call.queryNumber("limit").map(Math::toIntExact).orElse(EXPORT);
        long after = call.queryNumber("after").orElse(0L);
        var page = disclosure.after(after, limit).map(items -> page(items, limit, statements(call)));
        var whole = after > 0
                ? page
                : page.compose(body -> disclosure.snapshot().map(figures -> body.put("figures", figures)));
        return Future.join(whole, disclosure.head())
                .map(done -> Answer.ok(whole.result()).with(HEAD, line(done.resultAt(1))));
    }

    private StatementJson statements(Call call) {
        return new StatementJson(rules, publicUrl.map(URI::toString).orElseGet(call::base));
    }

    private static JsonObject page(List<JsonObject> items, int limit, StatementJson statements) {
        var rows = items.stream().map(item -> item.getJsonObject("row")).toList();
        var decided = rows.stream()
                .filter(StatementJson::isDecision)
                .map(statements::of)
                .toList();
        return new JsonObject()
                .put("rows", new JsonArray(rows))
                .put("beside", DiscussionJson.array(items, item -> item.getJsonObject("beside")))
                .put("statements", new JsonArray(decided))
                .put("next", items.size() < limit ? null : place(items));
    }

    private static Long place(List<JsonObject> items) {
        return items.get(items.size() - 1).getJsonObject("row").getLong("n");
    }

    /** The chain's end in one line: place, digest, time. */
    static String line(JsonObject head) {
        return head.getLong("n") + " " + head.getString("hash") + " " + head.getString("at", "-");
    }
}
