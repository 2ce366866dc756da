package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.core.Actor;
import vadra.core.Problem;
import vadra.openness.Openness;
import vadra.openness.Report;
import vadra.openness.Statement;
import vadra.wire.DiscussionJson;
import vadra.wire.VoiceJson;

/** The part of the HTTP API by which members report, hear what came of it, read why something was done, and appeal. */
final class VoiceRoutes {
    private final Openness openness;
    private final Things things;
    private final VoiceJson json;

    VoiceRoutes(Services services) {
        this.openness = services.openness();
        this.things = new Things(services.names(), services.community());
        this.json = new VoiceJson(openness.rules());
    }

    void mount(Operations api) {
        api.on("getReportRules", this::rules);
        api.on("report", this::report);
        api.on("listMyReports", call -> reports(call.actor()).map(Answer::ok));
        api.on("listMyStatements", call -> statements(call.actor()).map(Answer::ok));
        api.on(
                "getMyStatement",
                call -> mine(call.actor(), Long.parseLong(call.path("entry")))
                        .map(told -> Answer.ok(json.statement(told))));
        api.on("appeal", this::appeal);
        api.on(
                "getUnseen",
                call -> openness.tellings()
                        .unseen(call.actor().id())
                        .map(unseen -> Answer.ok(
                                new JsonObject().put("unseen", unseen.count()).put("upTo", unseen.upTo()))));
        api.on(
                "see",
                call -> openness.tellings()
                        .seen(call.actor().id(), call.body().getLong("upTo"))
                        .map(done -> Answer.empty()));
    }

    private Future<JsonObject> reports(Actor actor) {
        return openness.reports().by(actor.id()).map(json::reports);
    }

    private Future<JsonObject> statements(Actor actor) {
        return openness.tellings().of(actor.id()).map(json::statements);
    }

    private Future<Answer> rules(Call call) {
        var kind = Things.kind(call.query("kind").orElseThrow());
        var object = call.query("object").orElseThrow();
        var language = call.query("lang").orElse("sv");
        return things.id(kind, object)
                .compose(id -> openness.reports().version(kind, id))
                .map(version -> version.flatMap(json::edition).orElseThrow(() -> Problem.notFound("thing", object)))
                .map(rules -> Answer.ok(new JsonObject()
                        .put("version", rules.version())
                        .put(
                                "rules",
                                DiscussionJson.array(
                                        rules.in(language),
                                        rule -> new JsonObject()
                                                .put("number", rule.number())
                                                .put("title", rule.title())))));
    }

    private Future<Answer> report(Call call) {
        var actor = call.actor();
        var body = call.body();
        var kind = Things.kind(body.getString("kind"));
        var reason = new Report.Reason(null, body.getInteger("rule"), words(body));
        return things.id(kind, body.getString("object"))
                .compose(id -> openness.reports().report(actor, kind, id, reason))
                .map(receipt -> {
                    var told = new JsonObject()
                            .put("case", receipt.caseId().toString())
                            .put("version", receipt.version())
                            .put("again", receipt.again());
                    return receipt.again() ? Answer.ok(told) : Answer.created(told);
                });
    }

    /** A member's own statement; to anybody else there is none. */
    private Future<Statement> mine(Actor actor, long row) {
        return openness.tellings()
                .of(actor.id(), row)
                .map(found -> found.orElseThrow(() -> Problem.notFound("statement", Long.toString(row))));
    }

    private Future<Answer> appeal(Call call) {
        var actor = call.actor();
        var words = words(call.body());
        return mine(actor, call.body().getLong("entry"))
                .map(told -> told.decision().n())
                .compose(decision ->
                        openness.appeals().appeal(actor, decision, words).compose(id -> mine(actor, decision)))
                .map(told -> Answer.created(json.statement(told)));
    }

    private static String words(JsonObject body) {
        var words = body.getString("words").strip();
        if (words.length() < 3) {
            throw Problem.invalid("words", "at least 3 characters");
        }
        return words;
    }
}
