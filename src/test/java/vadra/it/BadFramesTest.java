package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;

/** What is no proper frame or command ends its own socket with a code that says why, and touches nobody else. */
class BadFramesTest {
    private static final TestServer SERVER = TestServer.start();
    private static final History HISTORY = new History();
    private static final Person ASTA = Person.joins(SERVER.url(), "asta", HISTORY);
    private static final Person BO = Person.joins(SERVER.url(), "bo", HISTORY);
    private static final String CONNECT = "{\"id\":1,\"connect\":{}}";

    @BeforeAll
    static void open() {
        ASTA.startsRoom("kaffe").enters("kaffe");
        BO.enters("kaffe");
    }

    @AfterAll
    static void theOthersNeverNoticed() {
        ASTA.says("Är ni kvar?");
        BO.hears("Är ni kvar?");
        assertThat(ASTA.live().closes()).isEmpty();
        assertThat(BO.live().closes()).isEmpty();
        BO.catchesUp();
        assertThat(TestServer.judge(SERVER.url(), HISTORY, List.of("kaffe"))).isEmpty();
        ASTA.close();
        BO.close();
        SERVER.close();
    }

    @Test
    void whatIsNoCommandClosesWithBadRequest() throws IOException {
        for (var bad : List.of(
                "hej",
                "[]",
                "7",
                "null",
                "\"x\"",
                "{\"id\":0,\"ping\":{}}",
                "{\"id\":\"1\",\"ping\":{}}",
                "{\"ping\":{}}",
                "{\"id\":-1,\"ping\":{}}",
                "{\"id\":99999999999,\"ping\":{}}",
                "{\"id\":1.5,\"ping\":{}}",
                "{".repeat(5_000))) {
            try (var raw = connected()) {
                raw.text(bad);
                assertThat(raw.next()).as(bad).isEqualTo("close 3501");
            }
        }
    }

    @Test
    void commandsBeforeConnectCloseWithBadRequest() throws IOException {
        try (var raw = opened()) {
            raw.text("{\"id\":1,\"subscribe\":{\"channel\":\"room:kaffe\"}}");
            assertThat(raw.next()).isEqualTo("close 3501");
        }
    }

    @Test
    void brokenUtf8ClosesWith1007() throws IOException {
        for (var bad : List.of(
                new byte[] {'{', (byte) 0xFF, '}'},
                new byte[] {(byte) 0xC0, (byte) 0xAF},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                new byte[] {(byte) 0xE2, (byte) 0x82})) {
            try (var raw = connected()) {
                raw.frame(RawSocket.TEXT, bad);
                assertThat(raw.next()).isEqualTo("close 1007");
            }
        }
    }

    @Test
    void anUmlautMayBeCutInTwoByFragments() throws IOException {
        try (var raw = connected()) {
            var command = "{\"id\":5,\"subscribe\":{\"channel\":\"room:kaffeö\"}}".getBytes(StandardCharsets.UTF_8);
            int cut = new String(command, StandardCharsets.ISO_8859_1).indexOf(0xC3) + 1;
            raw.frame(RawSocket.TEXT_BEGIN);
            raw.frame(0x00, java.util.Arrays.copyOf(command, cut));
            raw.frame(RawSocket.CONTINUED, java.util.Arrays.copyOfRange(command, cut, command.length));
            assertThat(new JsonObject(raw.next()).getInteger("id")).isEqualTo(5);
        }
    }

    @Test
    void binaryClosesWith1003() throws IOException {
        try (var raw = connected()) {
            raw.frame(RawSocket.BINARY, (byte) 1, (byte) 2);
            assertThat(raw.next()).isEqualTo("close 1003");
        }
    }

    @Test
    void tooMuchClosesTheSocket() throws IOException {
        var part = "x".repeat(40_000).getBytes(StandardCharsets.UTF_8);
        try (var raw = connected()) {
            raw.frame(RawSocket.TEXT_BEGIN, part);
            raw.frame(RawSocket.CONTINUED, part);
            assertThat(raw.next()).isEqualTo("close 1009");
        }
        try (var raw = connected()) {
            raw.frame(RawSocket.TEXT, "x".repeat(200_000).getBytes(StandardCharsets.UTF_8));
            assertThat(raw.next()).startsWith("close ");
        }
        try (var raw = connected()) {
            raw.frame(RawSocket.TEXT_BEGIN);
            for (int i = 0; i < 64; i++) {
                raw.frame(0x00);
            }
            assertThat(raw.next()).isEqualTo("close 1009");
        }
    }

    @Test
    void commandsMayFollowAConnectBeforeItIsAnswered() throws IOException {
        var token = ASTA.api().token().orElseThrow();
        try (var raw = opened()) {
            raw.text("{\"id\":1,\"connect\":{\"token\":\"" + token + "\"}}\n"
                    + "{\"id\":2,\"subscribe\":{\"channel\":\"me:asta\"}}");
            raw.text("{\"id\":3,\"ping\":{}}");
            var lines = new ArrayList<String>();
            while (lines.size() < 3) {
                raw.next().lines().forEach(lines::add);
            }
            assertThat(lines)
                    .extracting(line -> new JsonObject(line).getInteger("id"))
                    .containsExactly(1, 2, 3);
            assertThat(lines.get(1)).contains("\"subscribe\"");
        }
    }

    @Test
    void aForgedTokenClosesWithInvalidToken() throws IOException {
        for (var forged : List.of("x", "x".repeat(5_000), ASTA.api().token().orElseThrow() + "x", "\\u0000")) {
            try (var raw = opened()) {
                raw.text("{\"id\":1,\"connect\":{\"token\":\"" + forged + "\"}}");
                assertThat(raw.next()).as(forged).isEqualTo("close 3500");
            }
        }
    }

    @Test
    void aForeignPageGetsNoSocket() throws IOException {
        for (var origin :
                List.of("https://evil.example", "null", "http://127.0.0.1.evil.example", "http://127.0.0.1")) {
            try (var raw = RawSocket.open(SERVER.url(), "Origin: " + origin + "\r\n")) {
                assertThat(raw.status()).as(origin).contains(" 403 ");
            }
        }
        try (var raw =
                RawSocket.open(SERVER.url(), "Origin: http://" + SERVER.url().getAuthority() + "\r\n")) {
            assertThat(raw.status()).contains(" 101 ");
        }
    }

    @Test
    void commandsThatMakeNoSenseGetTheProtocolsErrorAndTheSocketLives() throws IOException {
        var answers = Map.ofEntries(
                Map.entry("\"subscribe\":{\"channel\":\"nonsense\"}", 102),
                Map.entry("\"subscribe\":{\"channel\":\"room:no-such-room\"}", 404),
                Map.entry("\"subscribe\":{\"channel\":\"room:\\u0000\"}", 404),
                Map.entry("\"subscribe\":{\"channel\":\"room:" + "x".repeat(300) + "\"}", 102),
                Map.entry("\"subscribe\":{\"channel\":7}", 102),
                Map.entry("\"subscribe\":{\"channel\":\"room:kaffe\",\"recover\":\"yes\"}", 107),
                Map.entry("\"subscribe\":{\"channel\":\"room:kaffe\",\"recover\":true,\"offset\":\"7\"}", 107),
                Map.entry("\"subscribe\":[]", 107),
                Map.entry("\"subscribe\":{\"channel\":\"desk:monitor\"}", 103),
                Map.entry("\"subscribe\":{\"channel\":\"me:asta\"}", 103),
                Map.entry("\"presence\":{\"channel\":\"room:kaffe\"}", 103),
                Map.entry("\"history\":{\"channel\":\"desk:monitor\"}", 108),
                Map.entry("\"history\":{\"channel\":\"room:kaffe\",\"limit\":\"many\"}", 107),
                Map.entry("\"publish\":{\"channel\":\"room:kaffe\",\"data\":{}}", 104),
                Map.entry("\"rpc\":{\"method\":\"say\",\"data\":{\"room\":\"kaffe\",\"text\":\"x\"}}", 401),
                Map.entry("\"rpc\":7", 107));
        try (var raw = connected()) {
            for (var each : answers.entrySet()) {
                raw.text("{\"id\":9," + each.getKey() + "}");
                var reply = new JsonObject(raw.next());
                assertThat(reply.getJsonObject("error", new JsonObject()).getInteger("code"))
                        .as(each.getKey() + " -> " + reply)
                        .isEqualTo(each.getValue());
            }
            stillAnswers(raw);
        }
    }

    @Test
    void questionsForHistoryThatAllComeAtOnceAreAnsweredInPartAndTheRestMayComeAgain() throws IOException {
        var question = "{\"id\":2,\"history\":{\"channel\":\"room:kaffe\",\"limit\":200}}\n";
        try (var raw = connected()) {
            raw.text(question.repeat(500));
            var replies = new ArrayList<JsonObject>();
            while (replies.size() < 500) {
                raw.next().lines().map(JsonObject::new).forEach(replies::add);
            }
            assertThat(replies)
                    .filteredOn(reply -> reply.containsKey("history"))
                    .as("answered")
                    .hasSizeBetween(1, 8);
            assertThat(replies)
                    .filteredOn(reply -> reply.containsKey("error"))
                    .allSatisfy(reply -> assertThat(reply.getJsonObject("error").getMap())
                            .containsEntry("code", 111)
                            .containsEntry("temporary", true));
            stillAnswers(raw);
        }
    }

    private static void stillAnswers(RawSocket raw) throws IOException {
        raw.text("{\"id\":10,\"ping\":{}}");
        assertThat(new JsonObject(raw.next()).getInteger("id")).isEqualTo(10);
    }

    @Test
    void callsWithBadDataNameTheFieldAndWriteNothing() {
        int before = RoomLog.read(SERVER.url(), "kaffe").size();
        var bad = Map.of(
                "text", new JsonObject().put("room", "kaffe"),
                "room", new JsonObject().put("text", "x"),
                "language",
                        new JsonObject().put("room", "kaffe").put("text", "x").put("language", "svenska"),
                "commandId",
                        new JsonObject().put("room", "kaffe").put("text", "x").put("commandId", "å ".repeat(50)));
        bad.forEach((field, data) -> {
            var error = ASTA.live().call("say", data).getJsonObject("error");
            assertThat(error.getInteger("code")).as(error.encode()).isEqualTo(400);
            assertThat(error.getJsonObject("problem").getString("field")).isEqualTo(field);
        });
        List.of("text", "room", "parent", "language", "commandId").forEach(field -> {
            var data = new JsonObject().put("room", "kaffe").put("text", "x").put(field, true);
            var error = ASTA.live().call("say", data).getJsonObject("error");
            assertThat(error.getJsonObject("problem").getString("field"))
                    .as(error.encode())
                    .isEqualTo(field);
        });
        assertThat(RoomLog.read(SERVER.url(), "kaffe")).hasSize(before);
    }

    private static RawSocket opened() throws IOException {
        var raw = RawSocket.open(SERVER.url(), "");
        assertThat(raw.status()).contains(" 101 ");
        return raw;
    }

    private static RawSocket connected() throws IOException {
        var raw = opened();
        raw.text(CONNECT);
        assertThat(new JsonObject(raw.next()).containsKey("connect")).isTrue();
        return raw;
    }
}
