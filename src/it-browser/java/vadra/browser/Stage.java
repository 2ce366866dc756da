package vadra.browser;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.RequestOptions;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import vadra.app.Settings;
import vadra.app.TestDatabase;
import vadra.app.Vadra;
import vadra.it.HostSite;
import vadra.it.TestIssuer;
import vadra.websocket.Transports;

/** One server and one browser for all tests of the pages; each test takes rooms and people of its own. */
final class Stage {
    static final String PASSWORD = "fönstret-på-glänt";

    /** Long, since the machine that runs this may be small and busy. */
    static final double PATIENCE_MS = 60_000;

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int PORT = TestIssuer.freePort();
    private static final HostSite HOST = new HostSite(URI.create("http://localhost:" + PORT));
    /** Where the company's own site is, which may frame rooms. */
    static final int SITE_PORT = TestIssuer.freePort();

    static final String SITE = "http://127.0.0.1:" + SITE_PORT;

    private static final Stage ONE = open();

    private final String url;
    private final Pool database;
    private final Browser browser;

    private Stage(String url, Pool database, Browser browser) {
        this.url = url;
        this.database = database;
        this.browser = browser;
    }

    static Stage get() {
        return ONE;
    }

    /** The stage, which everybody who came in an earlier test has left: a page that is open works as long as it is. */
    static Stage empty() {
        List.copyOf(ONE.browser.contexts()).forEach(BrowserContext::close);
        return ONE;
    }

    private static Stage open() {
        var database = TestDatabase.fresh();
        var settings = new HashMap<>(HOST.settings(SITE));
        settings.putAll(Map.of(
                "VADRA_HTTP_PORT", String.valueOf(PORT),
                "VADRA_HTTP_HOST", "127.0.0.1",
                "VADRA_DATABASE_URL", database.url(),
                "VADRA_DEMO", "false",
                "VADRA_STAFF_PASSWORD", PASSWORD,
                "VADRA_LIMITS_JOINS_PER_HOUR", "100000",
                "VADRA_LIMITS_SIGN_INS_PER_MINUTE", "100000",
                "VADRA_LIMITS_WRITES_PER_MINUTE", "1000000",
                "VADRA_LIMITS_NEWCOMER_HOURS", "0",
                "VADRA_LIMITS_ADDRESS_WRITES_PER_MINUTE", "1000000"));
        try {
            var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            var read = Settings.load(Path.of("no-such-file"), settings);
            var vertx = Vertx.builder().withTransport(Transports.best()).build();
            var server = TestDatabase.get(Vadra.start(vertx, read, metrics));
            return new Stage("http://localhost:" + server.port(), database.pool(vertx), chromium());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Browser chromium() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setChromiumSandbox(false));
    }

    String url() {
        return url;
    }

    /** The company's own site, which signs for its customers. */
    static HostSite host() {
        return HOST;
    }

    /** A name that nobody else has. */
    static String fresh(String name) {
        return name + COUNT.incrementAndGet();
    }

    /** Options of a browser as most people in Sweden have it, far away from home. */
    static Browser.NewContextOptions swedish() {
        return new Browser.NewContextOptions()
                .setLocale("sv-SE")
                .setTimezoneId("America/New_York")
                .setViewportSize(1280, 800);
    }

    /** Somebody without an account. */
    BrowserContext guest(Browser.NewContextOptions options) {
        var context = browser.newContext(options);
        context.setDefaultTimeout(PATIENCE_MS);
        return context;
    }

    BrowserContext guest() {
        return guest(swedish());
    }

    /** A new member, signed in. */
    BrowserContext member(String name, Browser.NewContextOptions options) {
        var context = guest(options);
        var joining = Map.of("name", name, "password", PASSWORD, "acceptedRules", 1);
        sent(context, "/api/members", RequestOptions.create().setMethod("POST").setData(joining));
        return context;
    }

    BrowserContext member(String name) {
        return member(name, swedish());
    }

    /** The company's own, signed in. */
    BrowserContext staff(Browser.NewContextOptions options) {
        return signedIn("staff", options);
    }

    /** One more of the company's own, with a name, signed in. */
    BrowserContext colleague(String name) {
        var unused = Voice.named(name);
        var made = TestDatabase.get(
                database.preparedQuery("UPDATE member SET role = 'staff' WHERE name = $1 RETURNING handle")
                        .execute(Tuple.of(name)));
        return signedIn(made.iterator().next().getString("handle"), swedish());
    }

    /** Somebody who has joined before, signed in anew. */
    BrowserContext signedIn(String handle) {
        return signedIn(handle, swedish());
    }

    BrowserContext signedIn(String handle, Browser.NewContextOptions options) {
        var context = guest(options);
        var signingIn = Map.of("handle", handle, "password", PASSWORD);
        sent(context, "/api/session", RequestOptions.create().setMethod("POST").setData(signingIn));
        return context;
    }

    /** A product of the register. */
    void product(String slug, String called) {
        TestDatabase.get(database.preparedQuery(
                        "INSERT INTO product (id, slug, name, summary) VALUES (gen_random_uuid(), $1, $2, 'Brygger på fem minuter.')")
                .execute(Tuple.of(slug, called)));
    }

    /** Staff acts on a post under a rule that needs no cooling time. */
    void restrains(String post, int rule) {
        TestDatabase.get(database.preparedQuery("SELECT n FROM restrain((SELECT id FROM member WHERE handle = 'staff'),"
                        + " 'post', ARRAY[$1::uuid], jsonb_build_object('version', 1, 'rule', $2::int, 'grounds',"
                        + " 'It has the address of a person.', 'facts', 'A street and a number.', 'criticism', false))")
                .execute(Tuple.of(UUID.fromString(post), rule)));
    }

    /** Lets a room be about a product of its own; the product's slug. */
    String sells(String room, String name) {
        var slug = fresh("vara-");
        TestDatabase.get(database.preparedQuery(
                        "INSERT INTO product (id, slug, name, summary) VALUES ($1, $2, $3, 'Den brygger.')")
                .execute(Tuple.of(UUID.randomUUID(), slug, name)));
        TestDatabase.get(database.preparedQuery(
                        "UPDATE room SET product_id = (SELECT id FROM product WHERE slug = $1) WHERE slug = $2")
                .execute(Tuple.of(slug, room)));
        return slug;
    }

    /** What only the tables' owner can write. */
    void owner(String sql) {
        TestDatabase.get(database.query(sql).execute());
    }

    /** What the API answers to a signed-in browser's request to make something. */
    @CanIgnoreReturnValue
    JsonObject makes(BrowserContext context, String path, Map<String, Object> body) {
        return makes(context, "POST", path, body);
    }

    /** What it answers to a request by another method. */
    @CanIgnoreReturnValue
    JsonObject makes(BrowserContext context, String method, String path, Map<String, Object> body) {
        var session = new JsonObject(context.request().get(url + "/api/session").text());
        var options = RequestOptions.create().setHeader("X-Csrf-Token", session.getString("csrf"));
        return sent(context, path, options.setMethod(method).setData(body));
    }

    @CanIgnoreReturnValue
    private JsonObject sent(BrowserContext context, String path, RequestOptions options) {
        var answer = context.request().fetch(url + path, options);
        if (!answer.ok()) {
            throw new IllegalStateException(path + ": " + answer.text());
        }
        return answer.text().isEmpty() ? new JsonObject() : new JsonObject(answer.text());
    }

    /** Opens a room, and waits until it is live. */
    Page enter(BrowserContext context, String slug) {
        var page = context.newPage();
        page.navigate(url + "/rooms/" + slug);
        until(
                page,
                "document.querySelector('vadra-room')?.live?.state === 'live'"
                        + " && document.querySelector('vadra-room').mentions"
                        + " && document.querySelector('vadra-account').textContent.trim() !== ''");
        return page;
    }

    /** Waits until an expression is true in the page; the page's own policy forbids the usual way, which evaluates text. */
    static void until(Page page, String expression) {
        page.waitForCondition(
                () -> Boolean.TRUE.equals(page.evaluate("() => !!(" + expression + ")")),
                new Page.WaitForConditionOptions().setTimeout(PATIENCE_MS));
    }
}
