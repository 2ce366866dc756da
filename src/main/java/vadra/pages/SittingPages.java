package vadra.pages;

import io.nayuki.qrcodegen.QrCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vadra.api.Services;
import vadra.core.MemberId;
import vadra.core.Position;
import vadra.core.PostId;
import vadra.discussion.Post;
import vadra.discussion.Room;
import vadra.qa.Calendar;
import vadra.qa.Sitting;
import vadra.qa.Sittings;
import vadra.questions.Order;
import vadra.questions.QuestionReader.Wish;
import vadra.wire.DiscussionJson;
import vadra.wire.SittingJson;

/** The pages of sittings, and the ways to them: calendar, QR code, short link. */
final class SittingPages {
    private static final int MOST = 200;
    private static final int QUIET_ZONE = 2;

    private final Services services;
    private final Sittings sittings;
    private final Pages pages;

    SittingPages(Services services, Pages pages) {
        this.services = services;
        this.sittings = services.sittings();
        this.pages = pages;
    }

    void mount(Router router) {
        router.get("/qa").handler(context -> pages.show(context, "qas", all()));
        router.get("/qa/:qa").handler(context -> pages.show(context, "qa", live(context)));
        router.get("/qa/:qa/present").handler(context -> pages.show(context, "present", live(context)));
        var recaps = new RecapPages(services, pages);
        recaps.mount(router);
        router.get("/qa/:qa/calendar.ics").handler(this::calendar);
        router.get("/qa/:qa/qr.svg").handler(this::qr);
        router.get("/q/:code")
                .handler(context -> sittings.slugOf(context.pathParam("code"))
                        .onSuccess(slug -> context.redirect("/qa/" + slug))
                        .onFailure(context::fail));
    }

    /** Those that run or are to come, as the front page shows them; at most three. */
    Future<List<Map<String, Object>>> next() {
        return sittings.all()
                .map(all -> all.stream()
                        .filter(one -> one.at(sittings.now()) != Sitting.State.ENDED)
                        .limit(3)
                        .map(this::map)
                        .toList());
    }

    /** The newest that stand under an article, as its page shows them. */
    Future<List<Map<String, Object>>> under(String article) {
        return sittings.under(article).map(all -> all.stream().map(this::map).toList());
    }

    private Map<String, Object> map(Sitting sitting) {
        return SittingJson.sitting(sitting, sittings.now()).getMap();
    }

    private Future<Map<String, Object>> all() {
        return sittings.all().map(all -> {
            var parts = new HashMap<String, Object>();
            for (var state : Sitting.State.values()) {
                parts.put(
                        state.code(),
                        all.stream()
                                .filter(one -> one.at(sittings.now()) == state)
                                .map(this::map)
                                .toList());
            }
            return Map.of("parts", parts);
        });
    }

    private Future<Map<String, Object>> live(RoutingContext context) {
        var reader = Pages.readerOf(context);
        return sittings.sitting(context.pathParam("qa"))
                .compose(one -> services.reader()
                        .room(one.slug())
                        .compose(room -> page(room, reader)
                                .compose(page -> sittings.recap(one).map(recap -> {
                                    var items = Stream.concat(recap.owed().stream(), recap.settled().stream())
                                            .toList();
                                    return Map.<String, Object>of(
                                            "one", map(one),
                                            "sitting", SittingJson.sitting(one, sittings.now()),
                                            "page", page,
                                            "room", DiscussionJson.room(room, 0),
                                            "items", items,
                                            "host",
                                                    context.request()
                                                            .authority()
                                                            .toString());
                                }))));
    }

    /** What the script begins with: the questions, the answers to them, and from where on it listens. */
    private Future<JsonObject> page(Room room, @Nullable MemberId reader) {
        var questions = services.questions().reader();
        return questions
                .first(room.id(), new Wish(Order.WANTED, "all"), MOST, reader)
                .compose(heads -> questions
                        .first(room.id(), new Wish(Order.NEW, "merged"), MOST, reader)
                        .map(parts -> Stream.concat(heads.questions().stream(), parts.questions().stream())
                                .toList()))
                .compose(posts -> services.reader()
                        .all(answers(posts), reader)
                        .map(answers -> new JsonObject()
                                .put("posts", posts(posts, reader))
                                .put("answers", posts(answers, reader))
                                .put(
                                        "position",
                                        DiscussionJson.position(
                                                new Position(services.log().epoch(), room.lastSeq())))));
    }

    private static JsonArray posts(List<Post> posts, @Nullable MemberId reader) {
        return DiscussionJson.array(posts, post -> DiscussionJson.post(post, reader != null));
    }

    private static List<PostId> answers(List<Post> posts) {
        return posts.stream()
                .map(post -> Objects.requireNonNull(post.question()).answer())
                .filter(Objects::nonNull)
                .toList();
    }

    private void calendar(RoutingContext context) {
        sittings.sitting(context.pathParam("qa"))
                .map(one -> Calendar.of(one, base(context) + "/qa/" + one.slug(), sittings.now()))
                .onSuccess(text -> context.response()
                        .putHeader("Content-Type", "text/calendar; charset=utf-8")
                        .putHeader(
                                "Content-Disposition", "attachment; filename=\"" + context.pathParam("qa") + ".ics\"")
                        .end(text))
                .onFailure(context::fail);
    }

    private void qr(RoutingContext context) {
        sittings.sitting(context.pathParam("qa"))
                .map(one -> svg(QrCode.encodeText(base(context) + "/q/" + one.code(), QrCode.Ecc.MEDIUM)))
                .onSuccess(text -> context.response()
                        .putHeader("Content-Type", "image/svg+xml; charset=utf-8")
                        .end(text))
                .onFailure(context::fail);
    }

    private static String svg(QrCode code) {
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET_ZONE)
                            .append(' ')
                            .append(y + QUIET_ZONE)
                            .append("h1v1h-1z");
                }
            }
        }
        int size = code.size + 2 * QUIET_ZONE;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size
                + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + size + "v" + size
                + "H0z\"/><path d=\"" + path + "\"/></svg>";
    }

    /** The address of this server as who asks knows it. */
    static String base(RoutingContext context) {
        return context.request().scheme() + "://" + context.request().authority();
    }
}
