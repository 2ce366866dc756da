package vadra.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A page of somebody else's, opened by who is signed in here: it changes nothing, reads nothing and shows nothing of ours.
 * From another site the browser keeps the cookie back; from another port of the same host it sends it, and our own checks
 * stand alone.
 */
class ForeignSiteTest {
    /** With a sign that a form of plain text can put its equals sign in. */
    private static final String PASSWORD = "fönstret=på-glänt";

    private static final String WRITES = """
            async ([own, room, question, handle, password]) => {
              const words = JSON.stringify({text: 'Utifrån'});
              const signIn = JSON.stringify({handle, password});
              const posts = `${own}/api/rooms/${room}/posts`;
              const form = (path, enctype, fields) => {
                const place = document.createElement('form');
                const frame = document.createElement('iframe');
                frame.name = place.target = `frame${document.forms.length}`;
                Object.assign(place, {action: path, method: 'post', enctype, acceptCharset: 'utf-8'});
                for (const [name, value] of Object.entries(fields)) {
                  const field = document.createElement('input');
                  Object.assign(field, {type: 'hidden', name, value});
                  place.append(field);
                }
                document.body.append(frame, place);
                place.submit();
              };
              form(posts, 'application/x-www-form-urlencoded', {text: 'Utifrån'});
              form(posts, 'text/plain', {'{"text":"Utifrån ': '"}'});
              form(`${own}/api/session`, 'text/plain', {[signIn.split('=')[0]]: signIn.split('=')[1]});
              form(`${own}/api/session`, 'application/x-www-form-urlencoded', {handle, password});
              form(`${own}/api/posts/${question}/claim`, 'text/plain', {});
              const types = [null, 'text/plain', 'application/json', 'application/x-www-form-urlencoded'];
              const tries = [[posts, 'POST', words], [`${own}/api/session`, 'POST', signIn],
                [`${own}/api/posts/${question}/claim`, 'POST', undefined], [`${own}/api/session`, 'DELETE', undefined],
                [`${own}/api/posts/${question}/reactions/thanks`, 'PUT', undefined]];
              for (const mode of ['no-cors', 'cors'])
                for (const type of types)
                  for (const [path, method, body] of tries) {
                    const headers = type ? {'Content-Type': type} : {};
                    await fetch(path, {method, mode, body: body && new Blob([body]), headers, credentials: 'include'})
                      .catch(() => null);
                  }
              navigator.sendBeacon(posts, new Blob([words], {type: 'text/plain'}));
            }
            """;

    private static final String READS = """
            async ([own, room]) => {
              const read = async (path, mode) => {
                try {
                  const text = await (await fetch(own + path, {mode, credentials: 'include'})).text();
                  return text ? `${path} was read` : 'nothing';
                } catch {
                  return 'nothing';
                }
              };
              const loads = path => new Promise(done => {
                const script = document.createElement('script');
                script.onload = () => done(`${path} was loaded`);
                script.onerror = () => done('nothing');
                script.src = own + path;
                document.head.append(script);
              });
              const hears = (listener, name) => new Promise(done => {
                listener.onopen = listener.onmessage = () => done(`${name} was opened`);
                listener.onerror = () => done('nothing');
              });
              const paths = ['/api/session', '/api/me/profile', '/me', `/api/rooms/${room}/posts`];
              return Promise.all([
                ...paths.flatMap(path => [read(path, 'cors'), read(path, 'no-cors'), loads(path)]),
                hears(new WebSocket(own.replace('http', 'ws') + '/connection/websocket'), 'the socket'),
                hears(new EventSource(`${own}/connection/sse?channel=room:${room}`, {withCredentials: true}), 'the stream')]);
            }
            """;

    private final Stage stage = Stage.empty();
    private final HttpServer foreign = foreign();
    private final String room = Stage.fresh("rum-");
    private final BrowserContext victim = stage.member(Stage.fresh("Åsta"));
    private final String handle = Stage.fresh("annan");
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();

    private static HttpServer foreign() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                var page = "<!doctype html><meta charset=utf-8><title>Vinn!</title><p>Du har vunnit.</p>"
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @AfterEach
    void leave() {
        victim.close();
        foreign.stop(0);
    }

    /** Somebody signed in who hosts a room, with a question to claim, on a foreign page. */
    private Page lured(String host) {
        var page = victim.newPage();
        page.onResponse(response -> {
            if (response.url().startsWith(stage.url())) {
                var request = response.request();
                answers.put(request.method() + " " + response.url() + " " + answers.size(), response.status());
            }
        });
        page.navigate("http://" + host + ":" + foreign.getAddress().getPort() + "/");
        return page;
    }

    private String question() {
        stage.makes(victim, "/api/rooms", Map.of("title", "Rummet " + room, "slug", room));
        var asks = Map.<String, Object>of("text", "Vem vet?", "question", true);
        return stage.makes(stage.member(Stage.fresh("Bo")), "/api/rooms/" + room + "/posts", asks)
                .getString("post");
    }

    private String got(String path) {
        return victim.request().get(stage.url() + path).text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void itWritesNothing(String host) {
        var attacker = stage.guest();
        var joins = Map.of("name", "Annan", "handle", handle, "password", PASSWORD, "acceptedRules", 1);
        assertThat(attacker.request()
                        .post(
                                stage.url() + "/api/members",
                                RequestOptions.create().setData(joins))
                        .ok())
                .isTrue();
        var question = question();
        var post = got("/api/posts/" + question);
        var moves = got("/api/posts/" + question + "/moves");
        var session = new JsonObject(got("/api/session")).getJsonObject("member");
        var page = lured(host);
        page.evaluate(WRITES, List.of(stage.url(), room, question, handle, PASSWORD));
        page.waitForTimeout(1_500);

        assertThat(Voice.texts(room)).containsExactly("Vem vet?");
        assertThat(got("/api/posts/" + question + "/moves")).isEqualTo(moves);
        assertThat(got("/api/posts/" + question)).isEqualTo(post);
        assertThat(new JsonObject(got("/api/session")).getJsonObject("member")).isEqualTo(session);
        allAreRefused();
    }

    private void allAreRefused() {
        var writes = answers.entrySet().stream()
                .filter(answer -> answer.getKey().startsWith("POST"))
                .toList();
        assertThat(writes)
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(answer ->
                        assertThat(answer.getValue()).as(answer.getKey()).isEqualTo(403));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void itReadsAndHearsNothing(String host) {
        var unused = question();
        var page = lured(host);
        assertThat((List<?>) page.evaluate(READS, List.of(stage.url(), room))).allMatch("nothing"::equals);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void itFramesNoPage(String host) {
        var page = lured(host);
        for (var path : List.of("/", "/me", "/rules", "/openapi.json", "/missing")) {
            page.evaluate("""
                    address => new Promise(done => {
                      const frame = document.createElement('iframe');
                      frame.onload = done;
                      frame.src = address;
                      document.body.append(frame);
                    }).then(() => null)
                    """, stage.url() + path);
        }
        page.waitForTimeout(300);
        var shown = page.frames().stream()
                .filter(frame -> frame.parentFrame() != null)
                .map(frame -> frame.url())
                .toList();
        assertThat(shown).hasSize(5).noneMatch(url -> url.startsWith(stage.url()));
    }
}
