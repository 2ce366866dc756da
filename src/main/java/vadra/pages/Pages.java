package vadra.pages;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.FileLoader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vadra.api.ProblemAnswer;
import vadra.api.Services;
import vadra.community.Session;
import vadra.contacts.Folds;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.door.Authentication;
import vadra.door.Csrf;
import vadra.peoplewire.ContactJson;
import vadra.wire.CalmJson;
import vadra.wire.Problems;
import vadra.wire.VoiceJson;

/** The pages, with their first content in the HTML; scripts take over from there. */
public final class Pages {
    private static final Path ROOT = Path.of("webroot");
    private static final List<String> THEMES = List.of("light", "dark");

    private final Services services;
    private final Translations translations = Translations.load(ROOT.resolve("assets/i18n"));
    private final Csrf csrf;
    private final Vertx vertx;
    private final PebbleEngine templates;

    public Pages(Vertx vertx, Services services, Csrf csrf) {
        this.vertx = vertx;
        this.services = services;
        this.csrf = csrf;
        var loader = new FileLoader(ROOT.resolve("pages").toAbsolutePath().toString());
        loader.setSuffix(".html");
        this.templates = new PebbleEngine.Builder()
                .loader(loader)
                .extension(new PageFunctions())
                .strictVariables(true)
                .autoEscaping(true)
                .build();
    }

    /** Scripts, styles and pictures; needs nobody's identity. */
    public void mountAssets(Router router) {
        router.get(WebJars.PREFIX + "*").handler(new WebJars());
        router.get("/assets/*")
                .handler(context -> {
                    context.response().putHeader("Cache-Control", "no-cache");
                    context.next();
                })
                .handler(StaticHandler.create(FileSystemAccess.RELATIVE, "webroot/assets")
                        .setCachingEnabled(false)
                        .setDirectoryListing(false)
                        .setIncludeHidden(false));
    }

    /** All pages; what no page has is not found. */
    public void mount(Router router) {
        var sittings = new SittingPages(services, this);
        new RoomPages(services, this, sittings).mount(router);
        sittings.mount(router);
        new PersonPages(services, this).mount(router);
        router.get("/join").handler(context -> show(context, "join", join()));
        new RulePages(services, this).mount(router);
        new BlogPages(services, this, sittings).mount(router);
        router.get("/problems/:slug").handler(context -> show(context, "problem", problem(context)));
        router.get("/me").handler(context -> show(context, "me", mine(context)));
        router.get("/me/security").handler(context -> show(context, "security", Future.succeededFuture(Map.of())));
        router.get("/desk").handler(context -> show(context, "desk", desk(context)));
        router.get("/desk/acts").handler(context -> show(context, "acts", desk(context)));
        router.get("/desk/restraint").handler(context -> show(context, "docket", desk(context)));
        router.get("/desk/invitations").handler(context -> show(context, "invitations", desk(context)));
        router.get("/join/outside").handler(context -> show(context, "join-outside", Future.succeededFuture(Map.of())));
        router.get("/notice").handler(context -> show(context, "notice", Future.succeededFuture(Map.of())));
        router.get("/notice/:receipt").handler(context -> show(context, "notice-state", notice(context)));
        new OpennessPages(services, this).mount(router);
        new DirectPages(services, this).mount(router);
        new SearchPages(services, this).mount(router);
        new ContactPages(services, this).mount(router);
        new ProductPages(services, this).mount(router);
        new PermalinkPages(services, this).mount(router);
        new NotificationPages(services, this).mount(router);
        new OwedPages(services, this).mount(router);
        new CirclePages(services, this).mount(router);
        router.get().handler(context -> context.fail(new ProblemException(new Problem.NotFound("page", ""))));
    }

    /** Answers with an Atom feed made of a template. */
    void feed(RoutingContext context, String template, Future<Map<String, Object>> model) {
        model.compose(found -> render(context, template, found))
                .onComplete(
                        text -> context.response()
                                .putHeader("Content-Type", "application/atom+xml; charset=utf-8")
                                .end(text),
                        context::fail);
    }

    private Future<Map<String, Object>> join() {
        return Future.succeededFuture(
                Map.of("version", services.openness().rules().inForce().version()));
    }

    private Future<Map<String, Object>> problem(RoutingContext context) {
        var slug = context.pathParam("slug");
        if (!Problems.titles().containsKey(slug)) {
            throw Problem.notFound("problem", slug);
        }
        return Future.succeededFuture(Map.of("slug", slug));
    }

    private Future<Map<String, Object>> mine(RoutingContext context) {
        var session = Authentication.sessionOf(context);
        if (session == null) {
            return Future.succeededFuture(Map.of());
        }
        var openness = services.openness();
        var member = session.actor().id();
        var json = new VoiceJson(openness.rules());
        var statements = openness.tellings().of(member).map(json::statements);
        var reports = openness.reports().by(member).map(json::reports);
        var held = services.holding().own(session.actor()).map(CalmJson::held);
        return Future.all(statements, reports, held)
                .map(read ->
                        Map.of("statements", statements.result(), "reports", reports.result(), "held", held.result()));
    }

    /** The desk for who may act as staff; and whether they are asked for a second factor, or must have one first. */
    private Future<Map<String, Object>> desk(RoutingContext context) {
        var session = Authentication.sessionOf(context);
        if (session == null) {
            return Future.succeededFuture(Map.of("staff", false, "factor", ""));
        }
        var staff = session.actor().isStaff();
        return services.people()
                .keys()
                .isWithoutFactor(session.actor().id())
                .map(missing -> Map.of("staff", staff, "factor", missing ? staff ? "asked" : "required" : ""));
    }

    private Future<Map<String, Object>> notice(RoutingContext context) {
        return services.docket().notices().state(context.pathParam("receipt")).map(notice -> {
            var decided = Optional.ofNullable(notice.getString("decidedAt")).map(Instant::parse);
            return Map.of(
                    "notice", notice, "received", Instant.parse(notice.getString("receivedAt")), "decided", decided);
        });
    }

    /** Answers with a page made of a template. */
    public void show(RoutingContext context, String page, Future<Map<String, Object>> model) {
        model.compose(found -> render(context, page, found))
                .onComplete(
                        html -> context.response()
                                .putHeader("Content-Type", "text/html; charset=utf-8")
                                .putHeader("Cache-Control", "private, no-store")
                                .putHeader("Vary", "Accept-Language, Cookie")
                                .end(html),
                        context::fail);
    }

    /** What a template makes of its content. */
    Future<String> render(RoutingContext context, String page, Map<String, Object> model) {
        return folds(context).compose(folds -> {
            var all = new HashMap<String, Object>(model);
            all.put("folds", folds);
            all.put("foldsJson", ContactJson.folds(folds));
            return rendered(context, page, all);
        });
    }

    /** What is folded for who reads the page; a page is shown even where that cannot be had. */
    private Future<Folds> folds(RoutingContext context) {
        var reader = readerOf(context);
        return reader == null
                ? Future.succeededFuture(Folds.NONE)
                : services.people().contacts().boundaries().folds(reader).otherwise(Folds.NONE);
    }

    private Future<String> rendered(RoutingContext context, String page, Map<String, Object> model) {
        var language = language(context);
        var all = new HashMap<String, Object>(model);
        all.put("t", translations.in(language));
        all.put("lang", language);
        all.put("theme", choice(context, "theme", THEMES).orElse(""));
        all.put("me", Optional.ofNullable(Authentication.sessionOf(context)).map(Session::actor));
        all.put(
                "csrf",
                Optional.ofNullable(Authentication.sessionOf(context))
                        .map(csrf::token)
                        .orElse(""));
        all.put("url", context.request().scheme() + "://" + context.request().authority());
        return vertx.executeBlocking(
                () -> {
                    var html = new StringWriter();
                    try {
                        templates.getTemplate(page).evaluate(html, all, Locale.forLanguageTag(language));
                    } catch (IOException unwritable) {
                        throw new UncheckedIOException(unwritable);
                    }
                    return html.toString();
                },
                false);
    }

    /** The words of a language. */
    Map<String, String> words(String language) {
        return translations.in(Translations.LANGUAGES.contains(language) ? language : Translations.LANGUAGES.get(0));
    }

    /** The words of the reader's language. */
    Map<String, String> words(RoutingContext context) {
        return translations.in(language(context));
    }

    /** Answers a failed request: who asked for a page gets one, in the reader's language, others a problem document. */
    public void failed(RoutingContext context) {
        if (!wantsPage(context)) {
            ProblemAnswer.answer(context);
            return;
        }
        var problem = context.failure() == null ? null : Problems.problemOf(context.failure());
        int status = problem == null ? 500 : problem.status();
        if (problem == null && context.failure() != null) {
            var unused = Problems.fault(context.failure());
        }
        context.response().setStatusCode(status);
        show(context, "problem", Future.succeededFuture(Map.of("slug", problem == null ? "fault" : problem.slug())));
    }

    private static boolean wantsPage(RoutingContext context) {
        var accept = Optional.ofNullable(context.request().getHeader("Accept"));
        return context.request().method().equals(HttpMethod.GET)
                && accept.filter(types -> types.contains("text/html")).isPresent()
                && !context.normalizedPath().startsWith("/api/")
                && context.failure() != null
                && !context.response().headWritten();
    }

    /** What the reader chose on an earlier page, or else what the browser asks for. */
    static String language(RoutingContext context) {
        return choice(context, "language", Translations.LANGUAGES)
                .orElseGet(() -> Translations.chosen(context.request().getHeader("Accept-Language")));
    }

    private static Optional<String> choice(RoutingContext context, String name, List<String> among) {
        return Optional.ofNullable(context.request().getCookie(name))
                .map(Cookie::getValue)
                .filter(among::contains);
    }

    /** Who reads the page; null for a guest. */
    public static @Nullable MemberId readerOf(RoutingContext context) {
        return Optional.ofNullable(Authentication.sessionOf(context))
                .map(session -> session.actor().id())
                .orElse(null);
    }
}
