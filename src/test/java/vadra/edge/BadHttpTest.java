package vadra.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vadra.edge.Pipelined.Reply;
import vadra.it.Api;
import vadra.it.Person;
import vadra.it.RawSocket;
import vadra.it.TestServer;

/** What is hardly HTTP gets a problem that names the place, and the connection goes on where it can be believed. */
class BadHttpTest {
    private static final TestServer SERVER = TestServer.start();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/rooms?q=%",
                "/api/people/%u0041",
                "/rooms/%zz",
                "/api/search?q=%2",
                "/%c0%af",
                "/%ff%fe",
                "/%ed%a0%80",
                "/assets/%",
                "*",
                "x"
            })
    void anAddressThatCannotBeDecodedIsRefusedAndTheConnectionGoesOn(String address) throws IOException {
        try (var connection = new Pipelined(SERVER.url(), 2)) {
            connection.send(bytes(
                    "GET " + address + " HTTP/1.1\r\nHost: a\r\n\r\nGET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"));
            refused(connection.next("GET"), 400, "address");
            assertThat(connection.next("GET").status()).isEqualTo(200);
        }
    }

    @Test
    void whatIsTooLongOrNoHttpIsRefusedAndClosed() throws IOException {
        closes("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414);
        closes("GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(20_000) + "\r\n\r\n", 431);
        closes("nonsense\r\n\r\n", 400);
    }

    private static void closes(String request, int status) throws IOException {
        try (var connection = new Pipelined(SERVER.url(), 2)) {
            connection.send(bytes(request));
            var reply = connection.next("GET");
            refused(reply, status, "request");
            assertThat(reply.closes()).isTrue();
            assertThat(connection.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void aFormThatIsNoneIsRefused() throws IOException {
        try (var connection = new Pipelined(SERVER.url(), 2)) {
            connection.send(bytes("POST /api/session HTTP/1.1\r\nHost: a\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 4\r\n\r\na=%z"));
            refused(connection.next("POST"), 400, "body");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffff", "zz", "-1"})
    void aPieceWithoutALengthEndsTheConnection(String length) throws IOException {
        try (var connection = new Pipelined(SERVER.url(), 2)) {
            connection.send(bytes("POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n" + length + "\r\n{}"));
            assertThat(connection.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void aRequestWithoutAHostIsRefused() throws IOException {
        try (var connection = new Pipelined(SERVER.url(), 2)) {
            connection.send(bytes("GET / HTTP/1.1\r\nAccept: text/html\r\n\r\n"));
            refused(connection.next("GET"), 400, "Host");
        }
    }

    @Test
    void aHeaderOfTheContractIsNotDecodedIntoAFault() throws IOException {
        var asta = Person.member(SERVER.url(), "asta").token().orElseThrow();
        try (var connection = new Pipelined(SERVER.url(), 2)) {
            connection.send(bytes("POST /api/talk HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + asta
                    + "\r\nIdempotency-Key: a%s\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"));
            assertThat(connection.next("POST").status()).isEqualTo(400);
        }
    }

    /** Found among a million: what is null is not what was left out, and half a character is no text. */
    @Test
    void nullsAndHalvesOnTheSocketAreRefusedAndItLives() throws IOException {
        try (var raw = RawSocket.open(SERVER.url(), "")) {
            assertThat(raw.status()).contains(" 101 ");
            raw.text("{\"id\":1,\"connect\":{\"token\":null}}");
            assertThat(raw.next()).contains("connect");
            for (var command : List.of(
                    "\"subscribe\":{\"channel\":null}",
                    "\"subscribe\":{\"channel\":\"room:x\",\"recover\":null}",
                    "\"subscribe\":{\"channel\":\"room:x\",\"recover\":true,\"epoch\":null,\"offset\":null}",
                    "\"history\":{\"channel\":\"room:x\",\"limit\":null,\"since\":null}",
                    "\"rpc\":{\"method\":null,\"data\":null}",
                    "\"subscribe\":{\"channel\":\"room:\\ud800\"}")) {
                raw.text("{\"id\":2," + command + "}");
                var error = new JsonObject(raw.next()).getJsonObject("error");
                assertThat(error.getInteger("code")).as(command).isNotIn(100, 500);
            }
        }
    }

    @Test
    void numbersTooLargeAreRefusedByName() {
        var bo = Person.member(SERVER.url(), "bo");
        var draft = bo.post(
                "/api/me/drafts",
                new JsonObject().put("title", "x").put("text", "y").put("language", "sv"));
        assertThat(draft.status()).as(draft.json().encode()).isEqualTo(201);
        var late = new JsonObject()
                .put("version", 1e18)
                .put("title", "x")
                .put("text", "y")
                .put("language", "sv");
        var answer = bo.write("PUT", "/api/me/drafts/" + draft.json().getString("id"), late, "k1");
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(400);
        assertThat(answer.json().getString("field")).as(answer.json().encode()).isEqualTo("version");
    }

    @Test
    void timesThatAreOfNoTimeHereAreRefusedByName() {
        var cia = Person.member(SERVER.url(), "cia-alm");
        var sitting = new JsonObject()
                .put("template", "briefing")
                .put("title", "Fråga om locket")
                .put("startsAt", "2026-12-05T08:00:00Z")
                .put("endsAt", "0000-01-01T00:00:00Z");
        var answer = cia.post("/api/qa", sitting);
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(400);
        assertThat(answer.json().getString("field")).isEqualTo("endsAt");
    }

    @Test
    void halvesOfCharactersAreRefusedByName() {
        var bo = Person.member(SERVER.url(), "bo-ek");
        var escaped = Api.send(bo.request("/api/me/searches")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"q\":\"a\\ud800b\"}")));
        assertThat(escaped.status()).isEqualTo(400);
        assertThat(escaped.json().getString("field")).isEqualTo("q");
        var nul = bo.post(
                "/api/me/drafts",
                new JsonObject()
                        .put("title", "x")
                        .put("text", "y")
                        .put("language", "sv")
                        .put("product", "a\u0000"));
        assertThat(nul.status()).isEqualTo(400);
        assertThat(nul.json().getString("field")).isEqualTo("product");
        assertThat(bo.get("/api/articles?before=2026-12-08T08:00:00").json().getString("field"))
                .isEqualTo("before");
    }

    private static void refused(Reply reply, int status, String field) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.type()).isEqualTo("application/problem+json");
        assertThat(reply.first("x-content-type-options")).isEqualTo("nosniff");
        assertThat(new JsonObject(reply.body()).getString("field")).isEqualTo(field);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
