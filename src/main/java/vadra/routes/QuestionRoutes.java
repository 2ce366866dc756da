package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.api.StaffOperations;
import vadra.channels.RoomNames;
import vadra.community.CommunityService;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.EventLog;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.discussion.Post;
import vadra.discussion.RoomReader;
import vadra.discussion.RoomService;
import vadra.questions.Order;
import vadra.questions.Pseudonyms;
import vadra.questions.QuestionReader;
import vadra.questions.Questions;
import vadra.wire.DiscussionJson;
import vadra.wire.Moves;
import vadra.wire.QuestionJson;
import vadra.wire.RumourJson;

/** The part of the HTTP API that is about questions: reading them in an order, moving them, who hosts, and who asked. */
final class QuestionRoutes {
    private static final int PAGE = 20;

    private final Questions questions;
    private final RoomService service;
    private final RoomReader reader;
    private final CommunityService community;
    private final RoomNames names;
    private final EventLog log;
    private final Supplier<UUID> ids;

    QuestionRoutes(Services services, Supplier<UUID> ids) {
        this.questions = services.questions();
        this.service = services.rooms();
        this.reader = services.reader();
        this.community = services.community();
        this.names = services.names();
        this.log = services.log();
        this.ids = ids;
    }

    void mount(Operations api) {
        api.on("listQuestions", this::list);
        api.on(
                "listMoves",
                call -> reader.post(post(call), null)
                        .compose(post -> questions.reader().moves(post.id()))
                        .map(moves -> Answer.ok(
                                new JsonObject().put("moves", DiscussionJson.array(moves, QuestionJson::move)))));
        for (var name : Moves.NAMES) {
            api.on(name, call -> move(call, name));
        }
        api.on("answer", this::answer);
        api.on("listHosts", this::hosts);
        api.on("addHost", call -> host(call, true));
        api.on("removeHost", call -> host(call, false));
        api.on("getMyAlias", this::alias);
        api.on("listMyQuestions", this::mine);
        api.on("listMyLiftings", this::liftings);
        new StaffOperations(api).on("liftPseudonym", this::lift);
    }

    private Future<Answer> list(Call call) {
        int limit = call.queryNumber("limit").map(Math::toIntExact).orElse(PAGE);
        var reader = readerOf(call);
        return names.keyOf(call.path("room"))
                .compose(room -> call.query("cursor")
                        .map(cursor -> questions.reader().next(room.id(), cursor, limit, reader))
                        .orElseGet(() -> questions.reader().first(room.id(), wish(call), limit, reader)))
                .onSuccess(page -> seen(reader, page.questions()))
                .map(page -> Answer.ok(new JsonObject()
                        .put("questions", posts(page.questions(), reader))
                        .put("next", page.next())));
    }

    private static QuestionReader.Wish wish(Call call) {
        return new QuestionReader.Wish(
                Order.of(call.query("order").orElse("new")), call.query("state").orElse("all"));
    }

    private void seen(@Nullable MemberId reader, List<Post> shown) {
        if (reader != null) {
            questions.audience().shown(reader, shown.stream().map(Post::id).toList());
        }
    }

    private static JsonArray posts(List<Post> posts, @Nullable MemberId reader) {
        return DiscussionJson.array(posts, post -> DiscussionJson.post(post, reader != null));
    }

    private Future<Answer> move(Call call, String name) {
        return ack(service.move(call.actor(), command(call), post(call), Moves.of(name, call.maybeBody())));
    }

    private Future<Answer> answer(Call call) {
        return service.answer(call.actor(), command(call), post(call), DiscussionRoutes.writing(call))
                .map(ack -> Answer.created(DiscussionJson.ack(ack, log.epoch())));
    }

    private Future<Answer> ack(Future<RoomService.Ack> done) {
        return done.map(ack -> Answer.ok(DiscussionJson.ack(ack, log.epoch())));
    }

    private Future<Answer> hosts(Call call) {
        return names.keyOf(call.path("room"))
                .compose(room -> questions
                        .hosts()
                        .of(room.id())
                        .map(all -> Answer.ok(
                                new JsonObject().put("hosts", DiscussionJson.array(all, QuestionJson::host)))));
    }

    private Future<Answer> host(Call call, boolean is) {
        var by = call.actor().id();
        return names.keyOf(call.path("room"))
                .compose(room -> community
                        .person(call.path("handle"))
                        .compose(member -> is
                                ? questions.hosts().give(by, room.id(), member.id())
                                : questions.hosts().take(by, room.id(), member.id())))
                .compose(done -> hosts(call));
    }

    private Future<Answer> alias(Call call) {
        var by = call.actor().id();
        return names.keyOf(call.path("room"))
                .compose(room -> questions.pseudonyms().own(by, room.id()))
                .map(own -> Answer.ok(new JsonObject()
                        .put("alias", own.map(QuestionJson::alias).orElse(null))));
    }

    private Future<Answer> mine(Call call) {
        var me = call.actor().id();
        return Future.all(questions.reader().asked(me), questions.reader().wanted(me))
                .map(read -> Answer.ok(new JsonObject()
                        .put("asked", posts(read.resultAt(0), me))
                        .put("wanted", posts(read.resultAt(1), me))));
    }

    private Future<Answer> liftings(Call call) {
        return questions
                .pseudonyms()
                .liftings(call.actor().id())
                .map(all ->
                        Answer.ok(new JsonObject().put("liftings", DiscussionJson.array(all, QuestionJson::lifting))));
    }

    private Future<Answer> lift(Call call) {
        var body = call.body();
        var cited =
                new Pseudonyms.Cited(body.getInteger("version"), body.getInteger("rule"), body.getString("grounds"));
        return questions
                .pseudonyms()
                .lift(call.staff(), post(call), cited)
                .map(person -> Answer.ok(new JsonObject().put("member", RumourJson.person(person))));
    }

    private static PostId post(Call call) {
        return PostId.parse(call.path("post"));
    }

    private CommandId command(Call call) {
        return new CommandId(
                call.header("Idempotency-Key").orElseGet(() -> ids.get().toString()));
    }

    private static @Nullable MemberId readerOf(Call call) {
        return call.maybeActor().map(Actor::id).orElse(null);
    }
}
