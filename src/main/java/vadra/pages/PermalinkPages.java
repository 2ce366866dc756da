package vadra.pages;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import vadra.api.Services;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.discussion.Post;
import vadra.discussion.RoomKey;

/** Links that last: to a post wherever it stands, to the words that it once had, and what other sites show of a link. */
final class PermalinkPages {
    private static final int LONGEST_URL = 500;
    private static final int CACHE_SECONDS = 3_600;
    private static final Pattern THING =
            Pattern.compile("/(posts|rooms|articles|qa|people|openness)/([A-Za-z0-9_-]{1,60})");
    private static final Pattern POST = Pattern.compile("(?:^|&)post=([0-9a-f-]{36})(?:&|$)");
    private static final Pattern ANCHOR = Pattern.compile("p-([0-9a-f-]{36})");

    private final Services services;
    private final Pages pages;

    PermalinkPages(Services services, Pages pages) {
        this.services = services;
        this.pages = pages;
    }

    void mount(Router router) {
        router.get("/posts/:post").handler(this::post);
        router.get("/posts/:post/versions/:version")
                .handler(context -> pages.show(context, "version", version(context)));
        router.get("/oembed").handler(this::embed);
    }

    /** Leads to where a post stands, with what stands round it. */
    private void post(RoutingContext context) {
        post(context.pathParam("post"))
                .compose(post -> services.reader().key(post.room()).map(room -> place(post, room)))
                .onComplete(context::redirect, context::fail);
    }

    private Future<Post> post(String id) {
        return services.reader().post(PostId.parse(id), null);
    }

    private static String place(Post post, RoomKey room) {
        return switch (room.kind()) {
            case TALK -> "/rooms/" + room.slug() + "?post=" + post.id() + "#p-" + post.id();
            case QA -> "/qa/" + room.slug() + "#p-" + post.thread();
            case ARTICLE ->
                post.seq() == 1
                        ? "/articles/" + room.slug()
                        : "/articles/" + room.slug() + "?post=" + post.id() + "#p-" + post.id();
        };
    }

    private Future<Map<String, Object>> version(RoutingContext context) {
        var number = context.pathParam("version");
        return post(context.pathParam("post"))
                .compose(post -> services.reader().versions(post.id()).map(all -> {
                    var one = all.stream()
                            .filter(version ->
                                    Integer.toString(version.version()).equals(number))
                            .findAny()
                            .orElseThrow(() -> Problem.notFound("version", number));
                    var path = "/posts/" + post.id() + "/versions/" + number;
                    var title = post.author().name() + " · " + number;
                    var card = Card.of(title, Card.plain(one.source()), path);
                    return Map.of("post", post, "version", one, "all", all, "card", card);
                }));
    }

    /** What another site may show of a link, as oEmbed has it; of nothing but what everybody can read. */
    private void embed(RoutingContext context) {
        if (!"json".equals(Objects.requireNonNullElse(context.queryParams().get("format"), "json"))) {
            context.response().setStatusCode(501).end();
            return;
        }
        var base = context.request().scheme() + "://" + context.request().authority();
        Future.succeededFuture(Objects.requireNonNullElse(context.queryParams().get("url"), ""))
                .compose(url -> shown(url, base))
                .onComplete(
                        shown -> context.response()
                                .putHeader("Content-Type", "application/json")
                                .end(shown.put("version", "1.0")
                                        .put("provider_name", "Vädra")
                                        .put("provider_url", base)
                                        .put("cache_age", CACHE_SECONDS)
                                        .encode()),
                        context::fail);
    }

    private Future<JsonObject> shown(String url, String base) {
        if (url.length() > LONGEST_URL || !url.startsWith(base + "/")) {
            throw Problem.invalid("url", "leads to this site");
        }
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException notOne) {
            throw Problem.invalid("url", "leads to this site");
        }
        var thing = THING.matcher(uri.getPath());
        if (!thing.matches()) {
            throw Problem.notFound("page", uri.getPath());
        }
        var inside = inside(uri);
        return inside.isPresent()
                ? post(inside.get(), base)
                : switch (thing.group(1)) {
                    case "posts" -> post(thing.group(2), base);
                    case "people" -> services.community().person(thing.group(2)).map(person -> link(person.name()));
                    case "openness" -> row(thing.group(2));
                    default -> services.reader().room(thing.group(2)).map(room -> link(room.title()));
                };
    }

    private static Optional<String> inside(URI uri) {
        var post = POST.matcher(Objects.requireNonNullElse(uri.getQuery(), ""));
        var anchor = ANCHOR.matcher(Objects.requireNonNullElse(uri.getFragment(), ""));
        return post.find()
                ? Optional.of(post.group(1))
                : Optional.of(anchor).filter(found -> found.matches()).map(found -> found.group(1));
    }

    private Future<JsonObject> row(String number) {
        long n;
        try {
            n = Long.parseLong(number);
        } catch (NumberFormatException none) {
            throw Problem.notFound("row", number);
        }
        return services.disclosure().row(n).map(row -> link("#" + n));
    }

    private Future<JsonObject> post(String id, String base) {
        return post(id).compose(post -> services.reader().room(post.room()).map(room -> {
            if (post.withdrawn() || post.hidden()) {
                throw new ProblemException(new Problem.NotFound("post", id));
            }
            var author = post.author();
            var card = Card.of(post, room.title(), "");
            var shown = link(card.title())
                    .put("author_name", author.name())
                    .put("html", quote(post, base, card.path()))
                    .put("type", "rich")
                    .put("width", 500)
                    .putNull("height");
            return author.alias() ? shown : shown.put("author_url", base + "/people/" + author.handle());
        }));
    }

    /** The words as a quotation that leads to where they stand; they were made safe when they were said. */
    private static String quote(Post post, String base, String path) {
        var url = base + path;
        var html = post.text().html().replace("href=\"/", "href=\"" + base + "/");
        return "<blockquote cite=\"" + url + "\" lang=\"" + post.text().language() + "\">"
                + html + "<footer><a href=\"" + url + "\">"
                + escaped(post.author().name())
                + "</a></footer></blockquote>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static JsonObject link(String title) {
        return new JsonObject().put("type", "link").put("title", title);
    }
}
