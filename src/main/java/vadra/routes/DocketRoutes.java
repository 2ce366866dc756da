package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.api.StaffOperations;
import vadra.core.Actor;
import vadra.core.Problem;
import vadra.core.Times;
import vadra.docket.Notice;
import vadra.docket.PgDocket;
import vadra.docket.PgNotices;
import vadra.door.RateLimits;
import vadra.openness.Citation;
import vadra.openness.Entry;
import vadra.openness.Openness;
import vadra.wire.RumourJson;

/** The part of the HTTP API by which the staff decides under the house rules, and anybody gives a notice under the law. */
final class DocketRoutes {
    private final Openness openness;
    private final PgDocket docket;
    private final PgNotices notices;
    private final Things things;
    private final RateLimits limits;

    DocketRoutes(Services services) {
        this.openness = services.openness();
        this.docket = services.docket().waiting();
        this.notices = services.docket().notices();
        this.things = new Things(services.names(), services.community());
        this.limits = services.limits();
    }

    void mount(Operations api) {
        var staff = new StaffOperations(api);
        staff.on("listCases", call -> docket.cases(call.staff().id()).map(Answer::ok));
        staff.on(
                "findNoBreach",
                call -> openness.reports()
                        .noBreach(call.staff(), call.id("case"), call.body().getString("why"))
                        .map(done -> Answer.empty()));
        staff.on("listRestraints", call -> docket.standing(call.staff().id()).map(Answer::ok));
        staff.on("restrain", this::restrain);
        staff.on(
                "reverseRestraint",
                call -> openness.ledger()
                        .reverse(
                                call.staff(),
                                Long.parseLong(call.path("entry")),
                                call.body().getString("why"))
                        .map(entry -> Answer.ok(new JsonObject().put("entry", entry.n()))));
        staff.on("listAppeals", call -> docket.appeals(call.staff().id()).map(Answer::ok));
        staff.on("judgeAppeal", this::judge);
        mountNotices(api, staff);
    }

    private void mountNotices(Operations api, Operations staff) {
        staff.on("listNotices", call -> docket.notices(call.staff().id()).map(Answer::ok));
        staff.on("decideNotice", this::decide);
        staff.on(
                "listAnswering",
                call -> docket.answering().map(all -> Answer.ok(new JsonObject().put("products", all))));
        staff.on("answerFor", call -> answerFor(call, true));
        staff.on("answerForNoMore", call -> answerFor(call, false));
        api.on("giveNotice", this::give);
        api.on("getNotice", call -> notices.state(call.path("receipt")).map(Answer::ok));
    }

    private Future<Answer> restrain(Call call) {
        var by = call.staff();
        var body = call.body();
        var kind = Things.kind(body.getString("kind"));
        return ids(kind, body.getJsonArray("objects"))
                .compose(ids -> restrain(by, kind, ids, body))
                .map(written -> Answer.created(new JsonObject()
                        .put(
                                "entries",
                                new JsonArray(written.stream().map(Entry::n).toList()))
                        .put("act", written.get(0).act().code())
                        .put("effectiveAt", written.get(0).effectiveAt().toString())));
    }

    private Future<List<UUID>> ids(Entry.Kind kind, JsonArray names) {
        var ids = names.stream().map(name -> things.id(kind, (String) name)).toList();
        return Future.all(ids).map(all -> all.<UUID>list());
    }

    /** Under the version that was in force when the first was made; the database sees to it that it is that of all. */
    private Future<List<Entry>> restrain(Actor by, Entry.Kind kind, List<UUID> ids, JsonObject body) {
        return openness.reports()
                .version(kind, ids.get(0))
                .map(found -> found.orElseThrow(
                        () -> Problem.notFound("thing", ids.get(0).toString())))
                .compose(version -> openness.ledger().restrain(by, kind, ids, cited(body, version)));
    }

    private static Citation cited(JsonObject body, int version) {
        var until = Optional.ofNullable(body.getString("until")).map(time -> Times.read("until", time));
        return new Citation(
                version,
                body.getInteger("rule"),
                body.getString("law"),
                body.getString("grounds"),
                body.getString("facts"),
                body.getBoolean("criticism"),
                RumourJson.constant(Citation.Source.class, body.getString("source", "own")),
                until.orElse((Instant) null));
    }

    private Future<Answer> judge(Call call) {
        boolean overturn = call.body().getString("verdict").equals("overturned");
        return openness.appeals()
                .decide(call.staff(), call.id("appeal"), overturn, call.body().getString("why"))
                .map(row -> Answer.ok(new JsonObject().put("entry", row.orElse(null))));
    }

    private Future<Answer> decide(Call call) {
        var body = call.body();
        return notices.decide(call.staff().id(), call.id("notice"), body.getJsonObject("act"), body.getString("why"))
                .map(done -> Answer.empty());
    }

    private Future<Answer> answerFor(Call call, boolean does) {
        return docket.answer(call.staff().id(), call.path("product"), call.path("handle"), does)
                .map(done -> Answer.empty());
    }

    private Future<Answer> give(Call call) {
        limits.notice(call.address());
        var body = call.body();
        boolean nameless = body.getBoolean("children", false);
        if (!nameless && (body.getString("name") == null || body.getString("mail") == null)) {
            throw Problem.invalid("name", "name and mail are needed, but for a notice about abuse of children");
        }
        if (!body.getBoolean("goodFaith")) {
            throw Problem.invalid("goodFaith", "a notice is given in good faith");
        }
        var place = body.getString("place");
        return things.at(place)
                .map(Optional::of)
                .otherwise(Optional.empty())
                .compose(thing -> notices.give(new Notice(
                        place,
                        thing.orElse(null),
                        body.getString("law"),
                        body.getString("words"),
                        nameless ? null : body.getString("name"),
                        nameless ? null : body.getString("mail"))))
                .map(receipt -> new Answer(
                        201, new JsonObject().put("receipt", receipt), Map.of("Location", "/notice/" + receipt)));
    }
}
