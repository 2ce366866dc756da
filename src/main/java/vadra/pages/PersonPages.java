package vadra.pages;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vadra.admissions.Admissions;
import vadra.api.Services;
import vadra.community.Member;
import vadra.core.Actor;
import vadra.discussion.Post;
import vadra.discussion.Room;
import vadra.door.Authentication;
import vadra.peoplewire.ProfileJson;
import vadra.profiles.Audience;
import vadra.profiles.Profile;

/** A member's page, the same as feeds, and where members say who they are. All of it is read by the one door of profiles. */
final class PersonPages {
    private static final int TEASERS = 2;
    private static final int ROOMS_OF_A_PRODUCT = 3;

    private final Services services;
    private final Pages pages;

    PersonPages(Services services, Pages pages) {
        this.services = services;
        this.pages = pages;
    }

    void mount(Router router) {
        router.get("/people/:handle").handler(context -> pages.show(context, "person", person(context)));
        router.get("/people/:handle/feed.atom").handler(context -> pages.feed(context, "person-feed", atom(context)));
        router.get("/people/:handle/feed.json").handler(this::jsonFeed);
        router.get("/me/profile").handler(context -> pages.show(context, "profile", own(context)));
    }

    /** A member for whom a page is made, what its reader may read of them, and as whom the owner looks at it. */
    private record Seen(Member member, Profile profile, String as) {}

    private Future<Seen> seen(RoutingContext context) {
        return services.community().person(context.pathParam("handle")).compose(member -> {
            var as = as(context, member);
            var profile = as.isPresent()
                    ? services.people().profiles().preview(member.actor(), as.get())
                    : services.people().profiles().read(member.id(), Pages.readerOf(context));
            return profile.map(
                    read -> new Seen(member, read, as.map(Audience::code).orElse("")));
        });
    }

    /** As whom the owner looks at the own page; nobody else can choose. */
    private static Optional<Audience> as(RoutingContext context, Member member) {
        return Optional.ofNullable(context.queryParams().get("as"))
                .filter(said -> member.id().equals(Pages.readerOf(context)))
                .flatMap(said -> Arrays.stream(Audience.values())
                        .filter(one -> one != Audience.ME && one.code().equals(said))
                        .findAny());
    }

    private Future<Map<String, Object>> person(RoutingContext context) {
        return seen(context).compose(seen -> {
            var id = seen.member().id();
            var posts = services.reader().byAuthor(id, null);
            var roles = services.community().roles(id);
            var record = services.attention().record(id);
            var rooms = rooms(seen.profile());
            var articles = articles(seen);
            var hosted = services.people().circles().hostedBy(id);
            var brought = services.people().own().posts(id);
            return Future.all(List.of(posts, roles, record, rooms, articles, hosted, brought))
                    .map(read -> {
                        var model = model(seen, Pages.language(context));
                        model.put("posts", posts.result());
                        model.put("roles", roles.result());
                        model.put("record", record.result());
                        model.put("rooms", rooms.result());
                        model.put("articles", articles.result());
                        model.put("hosted", hosted.result());
                        model.put("brought", brought.result());
                        return model;
                    });
        });
    }

    private static Map<String, Object> model(Seen seen, String language) {
        var model = new HashMap<String, Object>();
        var profile = seen.profile();
        model.put("person", seen.member());
        model.put("profile", profile);
        model.put("as", seen.as());
        model.put(
                "card",
                Card.of(
                        seen.member().name(),
                        profile.about(),
                        "/people/" + seen.member().handle()));
        model.put(
                "picture",
                profile.picture()
                        .map(one -> ProfileJson.pictureUrl(seen.member().handle(), one))
                        .orElse(""));
        model.put(
                "languages",
                profile.languages().stream()
                        .map(one -> List.of(one, Languages.name(one, language)))
                        .toList());
        return model;
    }

    /** Of each product, open rooms of talk about it. */
    private Future<Map<String, List<Room>>> rooms(Profile profile) {
        if (profile.products().isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        var wanted = profile.products().stream().map(Profile.Owned::slug).collect(Collectors.toSet());
        return services.reader().rooms().map(all -> {
            var rooms = new HashMap<String, List<Room>>();
            for (var slug : wanted) {
                rooms.put(
                        slug,
                        all.stream()
                                .filter(room -> isAbout(room, slug))
                                .limit(ROOMS_OF_A_PRODUCT)
                                .toList());
            }
            return rooms;
        });
    }

    private static boolean isAbout(Room room, String product) {
        return room.kind() == Room.Kind.TALK
                && room.open()
                && room.product() != null
                && room.product().slug().equals(product);
    }

    private Future<List<BlogPages.Teaser>> articles(Seen seen) {
        return seen.profile().blog().isEmpty()
                ? Future.succeededFuture(List.of())
                : services.roof()
                        .articles()
                        .of(seen.member().handle(), Admissions.END, TEASERS)
                        .map(BlogPages.Teaser::of);
    }

    /** What a feed is made of. */
    private record Feed(Member person, Profile profile, List<Post> posts) {}

    /** A feed is everybody's, whoever asks for it. */
    private Future<Feed> feed(RoutingContext context) {
        return services.community().person(context.pathParam("handle")).compose(member -> {
            var profile = services.people().profiles().read(member.id(), null);
            var posts = services.reader().byAuthor(member.id(), null);
            return Future.all(profile, posts).map(read -> new Feed(member, profile.result(), posts.result()));
        });
    }

    private Future<Map<String, Object>> atom(RoutingContext context) {
        return feed(context).map(feed -> {
            var model = model(new Seen(feed.person(), feed.profile(), ""), Pages.language(context));
            model.put("posts", feed.posts());
            return model;
        });
    }

    private void jsonFeed(RoutingContext context) {
        var url = context.request().scheme() + "://" + context.request().authority();
        feed(context)
                .onComplete(
                        feed -> context.response()
                                .putHeader("Content-Type", "application/feed+json; charset=utf-8")
                                .end(json(url, feed).encode()),
                        context::fail);
    }

    /** As {@code jsonfeed.org} has it, version 1.1. */
    private static JsonObject json(String url, Feed of) {
        var person = of.person();
        var profile = of.profile();
        var home = url + "/people/" + person.handle();
        var author = new JsonObject().put("name", person.name()).put("url", home);
        profile.picture().ifPresent(one -> author.put("avatar", url + ProfileJson.pictureUrl(person.handle(), one)));
        var items = new JsonArray();
        of.posts().forEach(post -> items.add(item(url, post)));
        var feed = new JsonObject()
                .put("version", "https://jsonfeed.org/version/1.1")
                .put("title", person.name() + " – Vädra")
                .put("home_page_url", home)
                .put("feed_url", home + "/feed.json")
                .put("authors", new JsonArray().add(author));
        if (!profile.about().isEmpty()) {
            feed.put("description", profile.about());
        }
        return feed.put("items", items);
    }

    private static JsonObject item(String url, Post post) {
        var item = new JsonObject()
                .put("id", "urn:uuid:" + post.id())
                .put("url", url + "/rooms/" + post.room() + "#p-" + post.id())
                .put("content_html", post.text().html())
                .put("language", post.text().language())
                .put("date_published", post.saidAt().toString());
        var edited = post.editedAt();
        return edited == null ? item : item.put("date_modified", edited.toString());
    }

    /** Codes with their names, as the page's script takes them. */
    private static JsonArray languages(String language) {
        return new JsonArray(Languages.all(language).entrySet().stream()
                .map(one -> new JsonArray(List.of(one.getKey(), one.getValue())))
                .toList());
    }

    /** Where one writes, with what stands now in the page's first bytes. */
    private Future<Map<String, Object>> own(RoutingContext context) {
        var session = Authentication.sessionOf(context);
        if (session == null) {
            return Future.succeededFuture(Map.of());
        }
        Actor actor = session.actor();
        return services.people()
                .profiles()
                .own(actor)
                .compose(own -> services.reader()
                        .products()
                        .map(products -> Map.of(
                                "json",
                                ProfileJson.own(own, actor.handle())
                                        .put("codes", languages(Pages.language(context)))
                                        .put(
                                                "register",
                                                new JsonArray(products.stream()
                                                        .map(product -> new JsonObject()
                                                                .put("product", product.slug())
                                                                .put("name", product.name()))
                                                        .toList())))));
    }
}
