package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;

/** In which capacity people speak: seen by all, theirs to choose among their own, and not longer than they have it. */
class HatsTest {
    private static final TestServer SERVER = TestServer.start();

    private final History history = new History();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static Api.Answer says(Api who, String room, JsonObject words) {
        return who.post("/api/rooms/" + room + "/posts", words);
    }

    private static Api.Answer gives(String handle, String role, @Nullable Instant until) {
        var body = new JsonObject().put("role", role);
        if (until != null) {
            body.put("until", until.toString());
        }
        return put(SERVER.staff(), "/api/people/" + handle + "/role", body);
    }

    private static Api.Answer put(Api who, String path, JsonObject body) {
        return who.write("PUT", path, body, UUID.randomUUID().toString());
    }

    private static JsonObject author(Api reader, Api.Answer said) {
        return reader.get("/api/posts/" + said.json().getString("post")).json().getJsonObject("author");
    }

    @Test
    void whoWorksForTheCompanyCanSpeakPrivatelyAndEverybodySeesBoth() {
        var asta = Person.joins(SERVER.url(), "asta-hatt", history).startsRoom("hattar");
        var staff = SERVER.staff();
        try (var bo = Person.guest(SERVER.url(), "bo", history).enters("hattar")) {
            var official = says(staff, "hattar", new JsonObject().put("text", "Vi lagar det."));
            var privately = says(
                    staff,
                    "hattar",
                    new JsonObject().put("text", "Jag har en själv.").put("hat", "private"));
            assertThat(author(bo.api(), official).getString("hat")).isEqualTo("employee");
            assertThat(author(bo.api(), privately).getString("hat")).isEqualTo("private");
            assertThat(author(bo.api(), privately).getString("role")).isEqualTo("staff");
            Wait.until("bo hears both", () -> bo.live().heard("room:hattar").size() == 2);
            assertThat(bo.api().get("/api/rooms/hattar/events").json().getJsonArray("events").stream()
                            .map(JsonObject.class::cast)
                            .map(event -> event.getJsonObject("data", event))
                            .map(event -> event.getJsonObject("by").getString("hat")))
                    .containsExactly("employee", "private");
            assertThat(bo.api().get("/rooms/hattar").response().body()).contains("hat.private.staff", "hat.employee");
        }
        assertThat(author(asta.api(), says(asta.api(), "hattar", new JsonObject().put("text", "Hej")))
                        .getString("hat"))
                .isEqualTo("customer");
    }

    @Test
    void anAnswerIsGivenInTheHatThatIsChosen() {
        var asta = Person.joins(SERVER.url(), "asta-svar", history).startsRoom("svarshatt");
        var answer = new JsonObject().put("text", "Min egen läcker också.").put("hat", "private");
        var given = SERVER.staff().post("/api/posts/" + asta.asks("Läcker den?") + "/answer", answer);
        assertThat(given.status()).isEqualTo(201);
        assertThat(author(asta.api(), given).getString("hat")).isEqualTo("private");
        var masked = new JsonObject()
                .put("text", "Vem?")
                .put("question", true)
                .put("alias", true)
                .put("hat", "customer");
        var refused = says(Person.member(SERVER.url(), "dold-hatt"), "svarshatt", masked);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().encode()).contains("hat", "one's own name");
    }

    @Test
    void nobodyWearsAHatThatIsNotTheirsByAnyRoad() {
        var asta = Person.joins(SERVER.url(), "asta-lanad", history).startsRoom("lanad");
        var refused =
                says(asta.api(), "lanad", new JsonObject().put("text", "Hej").put("hat", "employee"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("invalid");
        assertThat(refused.json().encode()).contains("hat", "customer");
        assertThat(says(asta.api(), "lanad", new JsonObject().put("text", "Hej").put("hat", "emperor"))
                        .status())
                .isEqualTo(400);
        assertThat(asta.api().get("/api/rooms/lanad/posts").json().getJsonArray("posts"))
                .isEmpty();
    }

    @Test
    void aConsultantIsOneUntilADayAndThenNot() {
        var room = Person.joins(SERVER.url(), "asta-hyr", history).startsRoom("hyrd");
        var kim = Person.member(SERVER.url(), "kim");
        var until = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.MILLIS);
        assertThat(gives("kim", "consultant", until).status()).isEqualTo(204);
        var words = new JsonObject().put("text", "Som konsult.").put("hat", "consultant");
        Wait.until("kim is a consultant", () -> says(kim, "hyrd", words).status() == 201);
        Wait.until(
                "the role ends by itself",
                () -> says(kim, "hyrd", words).status() != 201 && !Instant.now().isBefore(until));
        assertThat(room.api().get("/api/rooms/hyrd/posts").json().getJsonArray("posts").stream()
                        .map(JsonObject.class::cast)
                        .filter(post ->
                                post.getJsonObject("author").getString("hat").equals("consultant"))
                        .map(post -> Instant.parse(post.getString("saidAt"))))
                .as("what was said then was said as that, and nothing later")
                .isNotEmpty()
                .allSatisfy(at -> assertThat(at).isBeforeOrEqualTo(until.plusMillis(50)));
        Wait.until("everybody sees what kim was", () -> roles("kim").equals(List.of("member", "consultant", "member")));
        assertThat(room.api().get("/people/kim").response().body()).contains("role.consultant");
    }

    @Test
    void aConsultantHasAnEndWithinAYear() {
        var unused = Person.member(SERVER.url(), "kim-evig");
        assertThat(gives("kim-evig", "consultant", null).status()).isEqualTo(400);
        assertThat(gives("kim-evig", "consultant", Instant.now().plus(400, ChronoUnit.DAYS))
                        .status())
                .isEqualTo(400);
        assertThat(gives("kim-evig", "staff", Instant.now().plusSeconds(60)).status())
                .isEqualTo(400);
    }

    private static List<String> roles(String handle) {
        JsonArray roles = SERVER.staff().get("/api/people/" + handle).json().getJsonArray("roles");
        return roles.stream()
                .map(JsonObject.class::cast)
                .map(one -> one.getString("role"))
                .toList();
    }

    @Test
    void whatIsWrittenAnewInAnotherHatKeepsTheEarlierOne() {
        Person.joins(SERVER.url(), "asta-byter", history).startsRoom("byter");
        var staff = SERVER.staff();
        var said = says(staff, "byter", new JsonObject().put("text", "Det är bra."));
        var path = "/api/posts/" + said.json().getString("post");
        var anew = new JsonObject().put("text", "Det är bra, tycker jag.").put("hat", "private");
        assertThat(put(staff, path, anew).status()).isEqualTo(200);
        assertThat(author(staff, said).getString("hat")).isEqualTo("private");
        assertThat(staff.get(path + "/versions").json().getJsonArray("versions").stream()
                        .map(JsonObject.class::cast)
                        .map(version -> version.getString("hat")))
                .containsExactly("employee", "private");
        assertThat(put(staff, path, new JsonObject().put("text", "Det är bra, tycker jag fortfarande."))
                        .status())
                .isEqualTo(200);
        assertThat(author(staff, said).getString("hat"))
                .as("it stays as it was chosen")
                .isEqualTo("private");
    }

    @Test
    void onlyStaffGivesRolesAndSomebodyOfItRemains() {
        var kim = "kim-" + UUID.randomUUID().toString().substring(0, 8);
        var member = Person.member(SERVER.url(), kim);
        assertThat(put(member, "/api/people/" + kim + "/role", new JsonObject().put("role", "staff"))
                        .status())
                .isEqualTo(403);
        assertThat(gives("staff", "member", null).status()).isEqualTo(409);
        assertThat(gives(kim, "staff", null).status()).isEqualTo(204);
        Wait.until("kim is staff", () -> member.get("/api/docket/reports").status() != 403);
        assertThat(gives(kim, "member", null).status()).isEqualTo(204);
    }
}
