package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.channels.Channels;
import vadra.channels.RoomNames;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.EventLog;
import vadra.core.Hat;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.discussion.NewRoom;
import vadra.discussion.Post;
import vadra.discussion.Reaction;
import vadra.discussion.Room;
import vadra.discussion.RoomCommand;
import vadra.discussion.RoomKey;
import vadra.discussion.RoomReader;
import vadra.discussion.RoomService;
import vadra.discussion.Words;
import vadra.live.Presence;
import vadra.parts.Parts;
import vadra.parts.Quoting;
import vadra.questions.Audience;
import vadra.wire.DiscussionJson;
import vadra.wire.EventJson;
import vadra.wire.PartJson;

/** The part of the HTTP API that is about products, rooms and posts. */
final class DiscussionRoutes {
    private static final int PAGE = 50;

    private final RoomReader reader;
    private final RoomService service;
    private final EventLog log;
    private final Presence presence;
    private final RoomNames names;
    private final BiConsumer<MemberId, List<PostId>> shown;
    private final Audience audience;
    private final Parts parts;
    private final Quoting quoting;
    private final Supplier<UUID> ids;

    DiscussionRoutes(Services services, Supplier<UUID> ids) {
        this.reader = services.reader();
        this.service = services.rooms();
        this.log = services.log();
        this.presence = services.presence();
        this.names = services.names();
        this.shown = services.rumours()::read;
        this.audience = services.questions().audience();
        this.parts = services.parts();
        this.quoting = services.parts().quoting();
        this.ids = ids;
    }

    void mount(Operations api) {
        api.on(
                "listProducts",
                call -> reader.products()
                        .map(all -> body("products", DiscussionJson.array(all, DiscussionJson::product))));
        api.on("listRooms", call -> reader.rooms().map(all -> body("rooms", DiscussionJson.array(all, this::json))));
        api.on("startRoom", call -> start(call).map(room -> Answer.created(json(room))));
        api.on("getRoom", call -> reader.room(call.path("room")).map(room -> Answer.ok(json(room))));
        api.on("getPresence", call -> key(call).map(room -> Answer.ok(present(room))));
        api.on("listPosts", this::posts);
        api.on("listPinned", this::pinned);
        api.on("listEvents", this::events);
        api.on(
                "getPost",
                call -> reader.post(post(call), readerOf(call))
                        .map(post -> Answer.ok(DiscussionJson.post(post, signedIn(call)))));
        api.on(
                "getThread",
                call -> reader.thread(post(call), readerOf(call))
                        .map(thread -> body(
                                "posts",
                                DiscussionJson.array(thread, post -> DiscussionJson.post(post, signedIn(call))))));
        api.on(
                "listVersions",
                call -> reader.versions(post(call))
                        .map(all -> body("versions", DiscussionJson.array(all, DiscussionJson::version))));
        api.on("listQuotes", this::quotes);
        mountWrites(api);
    }

    private Future<Answer> quotes(Call call) {
        return quoting.of(post(call))
                .compose(quoted -> reader.all(quoted.newest(), readerOf(call))
                        .map(posts -> Answer.ok(new JsonObject()
                                .put("count", quoted.count())
                                .put(
                                        "posts",
                                        DiscussionJson.array(
                                                posts, post -> DiscussionJson.post(post, signedIn(call)))))));
    }

    private void mountWrites(Operations api) {
        api.on("say", this::say);
        api.on("editPost", call -> ack(service.edit(call.actor(), command(call), post(call), writing(call))));
        api.on("withdrawPost", call -> ack(service.withdraw(call.actor(), command(call), post(call))));
        api.on("react", call -> react(call, true));
        api.on("unreact", call -> react(call, false));
    }

    private Future<Room> start(Call call) {
        var body = call.body();
        var title = Words.normal("title", body.getString("title"));
        var slug = body.getString("slug", NewRoom.slugOf(title));
        var room = new NewRoom(
                slug, title, body.getString("topic", ""), body.getString("language", "sv"), body.getString("product"));
        return reader.start(call.actor(), room).onSuccess(started -> names.remember(started.key()));
    }

    private Future<Answer> posts(Call call) {
        int limit = call.queryNumber("limit").map(Math::toIntExact).orElse(PAGE);
        return key(call)
                .compose(room -> page(call, room, limit))
                .onSuccess(page -> call.maybeActor().ifPresent(reader -> shown(reader.id(), page.posts())))
                .map(page -> Answer.ok(DiscussionJson.page(page, log.epoch(), signedIn(call))));
    }

    private Future<Post.Page> page(Call call, RoomKey room, int limit) {
        var after = call.queryNumber("after");
        var around = call.queryNumber("around");
        if (around.isPresent()) {
            return reader.around(room.id(), around.get(), limit, readerOf(call));
        }
        return after.isPresent()
                ? reader.after(room.id(), after.get(), limit, readerOf(call))
                : reader.before(room.id(), call.queryNumber("before").orElse(Long.MAX_VALUE), limit, readerOf(call));
    }

    private void shown(MemberId reader, List<Post> posts) {
        shown.accept(reader, posts.stream().map(Post::id).toList());
        audience.shown(
                reader,
                posts.stream()
                        .filter(post -> post.question() != null)
                        .map(Post::id)
                        .toList());
    }

    private Future<Answer> pinned(Call call) {
        return key(call)
                .compose(room -> reader.pinned(room.id(), readerOf(call)))
                .map(posts ->
                        body("posts", DiscussionJson.array(posts, post -> DiscussionJson.post(post, signedIn(call)))));
    }

    private Future<Answer> events(Call call) {
        int limit = call.queryNumber("limit").map(Math::toIntExact).orElse(PAGE);
        return key(call)
                .compose(room ->
                        log.readable(room.id(), call.queryNumber("after").orElse(0L), limit))
                .map(events -> Answer.ok(new JsonObject()
                        .put("epoch", log.epoch())
                        .put(
                                "events",
                                DiscussionJson.array(
                                        events,
                                        event -> new JsonObject()
                                                .put("offset", event.seq())
                                                .put("data", EventJson.data(event))))));
    }

    private Future<Answer> say(Call call) {
        var actor = call.actor();
        var parent = call.body().getString("parent");
        var wish = new RoomService.Wish(
                call.body().getBoolean("question"), call.body().getBoolean("alias", false));
        var to = parent == null ? null : PostId.parse(parent);
        return Future.join(
                        key(call),
                        parts.settle(actor, PartJson.wanted(call.body().getJsonArray("parts"))))
                .compose(found -> service.say(
                        actor,
                        found.resultAt(0),
                        new RoomService.RoomRequest(command(call), to, wish, found.resultAt(1)),
                        writing(call)))
                .map(ack -> new Answer(
                        ack.heldUntil() == null ? 201 : 202, DiscussionJson.ack(ack, log.epoch()), Map.of()));
    }

    private Future<Answer> react(Call call, boolean on) {
        return ack(service.react(
                call.actor(),
                new RoomCommand.React(command(call), post(call), Reaction.of(call.path("reaction")), on)));
    }

    private Future<Answer> ack(Future<RoomService.Ack> done) {
        return done.map(ack -> Answer.ok(DiscussionJson.ack(ack, log.epoch())));
    }

    private Future<RoomKey> key(Call call) {
        return names.keyOf(call.path("room"));
    }

    private CommandId command(Call call) {
        return new CommandId(
                call.header("Idempotency-Key").orElseGet(() -> ids.get().toString()));
    }

    static RoomService.Writing writing(Call call) {
        var hat = call.body().getString("hat");
        return new RoomService.Writing(
                call.body().getString("text"), call.body().getString("language"), hat == null ? null : Hat.of(hat));
    }

    private static PostId post(Call call) {
        return PostId.parse(call.path("post"));
    }

    private static @Nullable MemberId readerOf(Call call) {
        return call.maybeActor().map(Actor::id).orElse(null);
    }

    private static boolean signedIn(Call call) {
        return call.session().isPresent();
    }

    private JsonObject json(Room room) {
        return DiscussionJson.room(
                room, presence.count(Channels.room(room.key())).people());
    }

    private JsonObject present(RoomKey room) {
        var channel = Channels.room(room);
        List<JsonObject> members = presence.members(channel).stream()
                .map(actor -> new JsonObject()
                        .put("handle", actor.handle())
                        .put("name", actor.name())
                        .put("role", actor.role().code()))
                .toList();
        return new JsonObject().put("people", presence.count(channel).people()).put("members", new JsonArray(members));
    }

    private static Answer body(String name, JsonArray things) {
        return Answer.ok(new JsonObject().put(name, things));
    }
}
