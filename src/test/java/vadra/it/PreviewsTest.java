package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vadra.app.TestDatabase;
import vadra.history.History;

/** What a link leads to is read by the server, once, from the public internet alone, and a post carries it as it was. */
class PreviewsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final TestServer SERVER =
            TestServer.start(TestDatabase.fresh().url(), Map.of("VADRA_OUTSIDE_LOOPBACK", "true"));
    private static final Map<String, AtomicInteger> ASKED = new ConcurrentHashMap<>();
    private static final String TEST = """
            <html><head><title>Sidans namn</title><meta property="og:title" content="Bryggare i prov">
            <meta name="description" content="Elva bryggare, en &lt;läcker&gt;."></head></html>""";

    private static final Map<String, String> PAGES = Map.of(
            "/test",
            TEST,
            "/once",
            TEST,
            "/k%C3%B6k",
            "<title>Kök</title>",
            "/hidden",
            "<title>Fil\u202egpj.exe \uD83D\uDC69\u200D\uD83C\uDF73</title>",
            "/long",
            "<title>" + "å".repeat(400) + "</title>",
            "/huge",
            "<title>Stor</title>" + ("<p>" + "x".repeat(1_000)).repeat(2_000));

    private static final Buffer LATIN = Buffer.buffer(
            "<meta charset=iso-8859-1><title>\u00a0Kök\tå \u0085kaffe </title>".getBytes(StandardCharsets.ISO_8859_1));
    private static String outside = "";

    private final History history = new History();

    @BeforeAll
    static void start() {
        HttpServer pages = get(
                VERTX.createHttpServer().requestHandler(PreviewsTest::answer).listen(0, "127.0.0.1"));
        outside = "http://127.0.0.1:" + pages.actualPort();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        get(VERTX.close());
    }

    private static void answer(HttpServerRequest request) {
        ASKED.computeIfAbsent(request.path(), path -> new AtomicInteger()).incrementAndGet();
        var answer = request.response().putHeader("Content-Type", "text/html; charset=utf-8");
        switch (request.path()) {
            case "/moved" -> moved(answer, "/test");
            case "/round" -> moved(answer, "/round");
            case "/inward" -> moved(answer, "http://169.254.169.254/latest/meta-data");
            case "/plain" -> answer.putHeader("Content-Type", "text/html").end(LATIN);
            case "/picture" -> answer.putHeader("Content-Type", "image/png").end("<title>Nej</title>");
            case "/gone" -> answer.setStatusCode(404).end("<title>Finns inte</title>");
            case "/endless" -> {
                answer.setChunked(true).write("<title>Snart");
                VERTX.setPeriodic(100, tick -> answer.write(" ").onFailure(closed -> VERTX.cancelTimer(tick)));
            }
            default -> answer.end(PAGES.getOrDefault(request.path(), "<p>Ingenting"));
        }
    }

    private static void moved(HttpServerResponse answer, String to) {
        answer.setStatusCode(302).putHeader("Location", to).end();
    }

    private static int asked(String path) {
        return ASKED.getOrDefault(path, new AtomicInteger()).get();
    }

    private Person joins(String handle) {
        return Person.joins(SERVER.url(), handle, history);
    }

    private static Api.Answer asks(Api api, String url) {
        return api.post("/api/previews", new JsonObject().put("url", url));
    }

    private static JsonObject preview(Person by, String path) {
        var answer = asks(by.api(), outside + path);
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
        return answer.json().getJsonObject("preview");
    }

    private static JsonObject linking(JsonObject part) {
        return new JsonObject().put("text", "Läs det här.").put("parts", new JsonArray().add(part));
    }

    @Test
    void aPostCarriesWhatThePageSaidWhenItWasSaid() {
        var asta = joins("asta").startsRoom("kaffe");
        var page = preview(asta, "/test");
        assertThat(Schemas.OPENAPI.errors("LinkPreview", page)).isEmpty();
        assertThat(page.getString("title")).isEqualTo("Bryggare i prov");
        assertThat(page.getString("description")).isEqualTo("Elva bryggare, en <läcker>.");

        var part = new JsonObject().put("kind", "link").put("url", outside + "/test");
        var said = asta.api().write("POST", "/api/rooms/kaffe/posts", linking(part), "c1");
        assertThat(said.status()).as(said.json().encode()).isEqualTo(201);
        var post = asta.api().get("/api/posts/" + said.json().getString("post")).json();
        assertThat(Schemas.OPENAPI.errors("Post", post)).isEmpty();
        assertThat(post.getJsonArray("parts").getJsonObject(0))
                .isEqualTo(page.copy().put("kind", "link"));
        assertThat(RoomLog.events(SERVER.url(), "kaffe").get(0).getJsonArray("parts"))
                .isEqualTo(post.getJsonArray("parts"));
        assertThat(new Api(SERVER.url(), Optional.empty())
                        .get("/rooms/kaffe")
                        .response()
                        .body())
                .contains("Bryggare i prov", "Elva bryggare, en &lt;läcker&gt;.", "rel=\"nofollow ugc noopener\"");
    }

    @Test
    void whatAPageSaysIsMadePlain() {
        var asta = joins("asta-plain");
        assertThat(preview(asta, "/plain").getString("title")).isEqualTo("Kök å kaffe");
        assertThat(preview(asta, "/hidden").getString("title")).isEqualTo("Fil gpj.exe \uD83D\uDC69\u200D\uD83C\uDF73");
        assertThat(preview(asta, "/long").getString("title")).hasSize(150).endsWith("å…");
        assertThat(preview(asta, "/kök").getString("title")).isEqualTo("Kök");
        assertThat(preview(asta, "/huge").getString("title")).isEqualTo("Stor");
        assertThat(preview(asta, "/moved").getString("url")).isEqualTo(outside + "/moved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/unnamed", "/picture", "/gone", "/round", "/inward", "/endless"})
    void whatCannotBeReadIsNoFault(String path) {
        assertThat(preview(joins("asta" + path.replace('/', '-')), path)).isNull();
        assertThat(asked(path)).isBetween(1, 4);
    }

    @Test
    void aPageIsAskedOnceHoweverManyLink() {
        var people = List.of(joins("en"), joins("tva"), joins("tre"));
        assertThat(people.parallelStream().map(one -> preview(one, "/once").getString("title")))
                .containsOnly("Bryggare i prov");
        assertThat(preview(people.get(0), "/once")).isNotNull();
        assertThat(asked("/once")).isEqualTo(1);
    }

    @Test
    void whatNobodyHasSeenIsNotCarriedNorMadeUp() {
        var asta = joins("asta-unseen").startsRoom("te");
        var never = new JsonObject().put("kind", "link").put("url", outside + "/never");
        var refused = asta.api().write("POST", "/api/rooms/te/posts", linking(never), "c1");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().encode()).contains("parts.url");
        var madeUp = never.copy().put("url", outside + "/test").put("title", "Gratis bryggare");
        assertThat(asta.api()
                        .write("POST", "/api/rooms/te/posts", linking(madeUp), "c2")
                        .status())
                .isEqualTo(400);
        assertThat(RoomLog.events(SERVER.url(), "te")).isEmpty();
    }

    @Test
    void whatIsNoAddressIsRefusedByName() {
        var asta = joins("asta-form");
        for (var url :
                List.of("ftp://exempel.se/a", "javascript:alert(1)", "http://jag@exempel.se/", "exempel.se/test")) {
            var answer = asks(asta.api(), url);
            assertThat(answer.status()).as(url).isEqualTo(400);
            assertThat(answer.json().encode()).contains("url");
        }
    }

    @Test
    void onlyMembersAskAndNotWithoutEnd() {
        assertThat(asks(new Api(SERVER.url(), Optional.empty()), outside + "/test")
                        .status())
                .isEqualTo(401);
        var asta = joins("asta-often");
        for (int i = 0; i < 20; i++) {
            assertThat(asks(asta.api(), outside + "/test").status()).isEqualTo(200);
        }
        assertThat(asks(asta.api(), outside + "/test").status()).isEqualTo(429);
    }

    /** Neither by its port nor by its address, which the test of addresses tells apart. */
    @Test
    void nothingIsAskedOfTheServersOwnHouse() {
        try (var closed = TestServer.start(TestDatabase.fresh().url(), Map.of())) {
            var asta = Person.joins(closed.url(), "asta", new History());
            int before = asked("/test");
            var port = outside.substring(outside.lastIndexOf(':'));
            for (var host :
                    List.of("127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]", "10.0.0.1", "0.0.0.0")) {
                var answer = asks(asta.api(), "http://" + host + port + "/test");
                assertThat(answer.json().getMap()).as(host).containsEntry("preview", null);
            }
            assertThat(asked("/test")).isEqualTo(before);
        }
    }
}
