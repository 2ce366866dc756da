package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;

/** Who writes is told while they do, and whom one means is found; neither tells of anybody what the rooms do not show. */
class WritingTest {
    private static final TestServer SERVER = TestServer.start();

    private final History history = new History();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private Person person(String name, String room) {
        return Person.joins(SERVER.url(), name, history).enters(room);
    }

    @CanIgnoreReturnValue
    private static JsonObject writes(Person person, String room, boolean on) {
        return person.live().call("typing", new JsonObject().put("room", room).put("writes", on));
    }

    private static List<String> typing(Person ear, String room) {
        return ear.live().heard("room:" + room).stream()
                .filter(event -> "typing".equals(event.getString("kind")))
                .flatMap(event -> event.getJsonArray("people").stream())
                .map(JsonObject.class::cast)
                .map(one -> one.getString("handle") + " " + one.getBoolean("writes"))
                .toList();
    }

    @Test
    void whoWritesIsToldAndWhoStopsAndNothingOfItIsInTheLog() {
        Person.joins(SERVER.url(), "asta-skriv", history).startsRoom("skriv").says("Hej");
        try (var asta = person("anna-skriv", "skriv");
                var bo = person("bo-skriv", "skriv")) {
            assertThat(writes(asta, "skriv", true).containsKey("rpc")).isTrue();
            Wait.until("bo sees it", () -> typing(bo, "skriv").contains("anna-skriv true"));
            writes(asta, "skriv", false);
            Wait.until("bo sees the end", () -> typing(bo, "skriv").contains("anna-skriv false"));
            assertThat(bo.api().get("/api/rooms/skriv/events").json().getJsonArray("events"))
                    .hasSize(1);
        }
    }

    @Test
    void onlyWhoIsInTheRoomAndSignedInWritesThere() {
        Person.joins(SERVER.url(), "asta-rummet", history).startsRoom("rummet");
        Person.joins(SERVER.url(), "asta-annat", history).startsRoom("annat");
        try (var asta = person("anna-rummet", "rummet");
                var guest = Person.guest(SERVER.url(), "gast-rummet", history).enters("rummet")) {
            assertThat(writes(asta, "annat", true).getJsonObject("error").getInteger("code"))
                    .isEqualTo(403);
            assertThat(writes(guest, "rummet", true).getJsonObject("error").getInteger("code"))
                    .isEqualTo(401);
        }
    }

    @Test
    void whoHasAPseudonymInARoomIsNeverToldOfThere() {
        Person.joins(SERVER.url(), "asta-alias", history).startsRoom("alias");
        try (var anna = person("anna-alias", "alias");
                var bo = person("bo-alias", "alias");
                var ear = person("ear-alias", "alias")) {
            anna.asks("Vågar jag fråga?", true);
            writes(anna, "alias", true);
            writes(bo, "alias", true);
            Wait.until("bo is told of", () -> typing(ear, "alias").contains("bo-alias true"));
            assertThat(typing(ear, "alias")).noneMatch(one -> one.startsWith("anna-alias"));
        }
    }

    @Test
    void tooManySignalsOfTypingAreRefused() {
        Person.joins(SERVER.url(), "asta-ofta", history).startsRoom("ofta");
        try (var anna = person("anna-ofta", "ofta")) {
            var refused = IntStream.range(0, 140)
                    .mapToObj(n -> writes(anna, "ofta", true))
                    .anyMatch(answer -> answer.containsKey("error")
                            && answer.getJsonObject("error").getInteger("code") == 429);
            assertThat(refused).isTrue();
        }
    }

    private static List<String> meant(Api by, String begins, String room) {
        var begun = begins.isEmpty() ? "" : "&q=" + URLEncoder.encode(begins, StandardCharsets.UTF_8);
        var answer = by.get("/api/mentions?room=" + room + begun);
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
        return answer.json().getJsonArray("people").stream()
                .map(one -> ((JsonObject) one).getString("handle"))
                .toList();
    }

    @Test
    void whoSpokeInTheRoomComesFirstThenOthersAndWhoHasSaidNothingNever() {
        Person.joins(SERVER.url(), "namna-har", history).startsRoom("namna").says("Hej");
        Person.joins(SERVER.url(), "namna-borta", history).startsRoom("namna2").says("Hej");
        Person.member(SERVER.url(), "namna-tyst");
        var withdrawn = Person.joins(SERVER.url(), "namna-tog", history).entersQuietly("namna");
        withdrawn.withdraws(withdrawn.says("Ångrar"));
        var hidden = Person.joins(SERVER.url(), "namna-dold", history).entersQuietly("namna");
        hidden.asks("Under annat namn", true);
        var asta = Person.member(SERVER.url(), "asta-namna");
        assertThat(meant(asta, "namna", "namna")).containsExactly("namna-har", "namna-borta");
        assertThat(meant(asta, "", "namna")).containsExactly("namna-har");
        assertThat(meant(asta, "n", "namna"))
                .as("one letter finds only who is here")
                .containsExactly("namna-har");
        assertThat(meant(asta, "namna_", "namna")).isEmpty();
    }

    @Test
    void atMostEightAreAnsweredToMembersOnlyAndNotAsOftenAsOneLikes() {
        var first = Person.joins(SERVER.url(), "manga-0", history).startsRoom("manga");
        first.says("Hej");
        IntStream.range(1, 12)
                .forEach(n -> Person.joins(SERVER.url(), "manga-" + n, history)
                        .entersQuietly("manga")
                        .says("Hej"));
        var asta = Person.member(SERVER.url(), "asta-manga");
        assertThat(meant(asta, "manga", "manga")).hasSize(8);
        assertThat(new Api(SERVER.url(), Optional.empty())
                        .get("/api/mentions?q=ma")
                        .status())
                .isEqualTo(401);
        assertThat(asta.get("/api/mentions?q=" + "x".repeat(31)).status()).isEqualTo(400);
        var refused = IntStream.range(0, 130)
                .anyMatch(n -> asta.get("/api/mentions?q=zz").status() == 429);
        assertThat(refused).isTrue();
    }
}
