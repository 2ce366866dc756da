package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.channels.RoomNames;
import vadra.community.CommunityService;
import vadra.core.Problem;
import vadra.core.Times;
import vadra.discussion.Words;
import vadra.qa.Attention;
import vadra.qa.NewSitting;
import vadra.qa.Owed;
import vadra.qa.Sitting;
import vadra.qa.SittingMove;
import vadra.qa.Sittings;
import vadra.qa.Template;
import vadra.wire.DiscussionJson;
import vadra.wire.SittingJson;

/** The part of the HTTP API that is about sittings of questions, what is owed, and who keeps their word. */
final class SittingRoutes {
    private static final int PAGE = 50;

    private final Sittings sittings;
    private final Attention attention;
    private final CommunityService community;
    private final RoomNames names;

    SittingRoutes(Services services) {
        this.sittings = services.sittings();
        this.attention = services.attention();
        this.community = services.community();
        this.names = services.names();
    }

    void mount(Operations api) {
        api.on("listSittings", this::list);
        api.on("openSitting", this::open);
        api.on("getSitting", call -> sittings.sitting(call.path("qa")).map(this::answer));
        api.on("startSitting", call -> move(call, new SittingMove.Start()));
        api.on(
                "extendSitting",
                call -> move(call, new SittingMove.Extend(call.body().getInteger("minutes"))));
        api.on("endSitting", call -> move(call, new SittingMove.End()));
        api.on(
                "planSitting",
                call -> move(
                        call,
                        new SittingMove.Plan(
                                Times.read("startsAt", call.body().getString("startsAt")),
                                Times.read("endsAt", call.body().getString("endsAt")))));
        api.on(
                "getSittingRecap",
                call -> sittings.sitting(call.path("qa"))
                        .compose(sittings::recap)
                        .map(recap -> Answer.ok(SittingJson.recap(recap))));
        api.on("listUnanswered", this::owed);
        api.on(
                "getReplyRecord",
                call -> community
                        .person(call.path("handle"))
                        .compose(member -> attention.record(member.id()))
                        .map(kept -> Answer.ok(SittingJson.record(kept))));
    }

    private Future<Answer> list(Call call) {
        return call.queryFlag("owing")
                ? sittings.owing(call.actor().id()).map(past -> lists(List.of(), past))
                : sittings.all()
                        .map(all -> lists(
                                all.stream()
                                        .filter(one -> one.at(sittings.now()) != Sitting.State.ENDED)
                                        .toList(),
                                all.stream()
                                        .filter(one -> one.at(sittings.now()) == Sitting.State.ENDED)
                                        .toList()));
    }

    private Answer lists(List<Sitting> now, List<Sitting> past) {
        return Answer.ok(new JsonObject().put("sittings", array(now)).put("past", array(past)));
    }

    private JsonArray array(List<Sitting> all) {
        return DiscussionJson.array(all, one -> SittingJson.sitting(one, sittings.now()));
    }

    private Future<Answer> open(Call call) {
        var by = call.actor();
        return Future.succeededFuture(call.body())
                .map(this::asked)
                .compose(asked -> sittings.open(by, asked))
                .compose(opened -> names.learn(opened.room()).map(opened))
                .map(opened -> Answer.created(SittingJson.sitting(opened, sittings.now())));
    }

    private NewSitting asked(JsonObject body) {
        var template = Template.of(body.getString("template"));
        var title = Words.normal("title", body.getString("title"));
        var starts = body.containsKey("startsAt") ? Times.read("startsAt", body.getString("startsAt")) : sittings.now();
        return new NewSitting(
                template,
                body.getString("slug"),
                title,
                body.getString("greeting", ""),
                body.getString("language", "sv"),
                body.getString("product"),
                body.getString("under"),
                body.getString("earlier"),
                starts,
                body.containsKey("endsAt")
                        ? Times.read("endsAt", body.getString("endsAt"))
                        : starts.plus(template.length()),
                body.getJsonArray("hosts", new JsonArray()).stream()
                        .map(String.class::cast)
                        .toList());
    }

    private Future<Answer> move(Call call, SittingMove move) {
        return sittings.move(call.actor(), call.path("qa"), move).map(this::answer);
    }

    private Answer answer(Sitting sitting) {
        return Answer.ok(SittingJson.sitting(sitting, sittings.now()));
    }

    private Future<Answer> owed(Call call) {
        int limit = call.queryNumber("limit").map(Math::toIntExact).orElse(PAGE);
        var kinds = call.query("list")
                .map(name -> List.of(Owed.Kind.valueOf(name.toUpperCase(Locale.ROOT))))
                .orElseGet(() -> Arrays.asList(Owed.Kind.values()));
        var after = call.query("after").map(SittingRoutes::cursor);
        var lists = kinds.stream()
                .map(kind -> attention.list(kind, after, limit).map(SittingJson::page))
                .toList();
        return Future.all(lists).compose(done -> attention.counts()).map(counts -> {
            var json = new JsonObject();
            for (int i = 0; i < kinds.size(); i++) {
                json.put(kinds.get(i).code(), lists.get(i).result());
            }
            return Answer.ok(
                    new JsonObject().put("counts", SittingJson.counts(counts)).put("lists", json));
        });
    }

    private static Owed.Cursor cursor(String text) {
        try {
            return Owed.Cursor.parse(text);
        } catch (RuntimeException none) {
            throw Problem.invalid("after", "a place that a page gave as its next one");
        }
    }
}
