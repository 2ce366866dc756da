package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vadra.app.TestDatabase;
import vadra.openness.HouseRules;

/** A second version of the house rules is announced: everybody can see what changes and accept it; and what the company admits. */
class HouseRulesTest {
    private static final TestServer SERVER = TestServer.start();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void announceTheSecond() throws IOException {
        for (var language : List.of("sv", "en")) {
            var name = "house-rules." + language + ".md";
            var text = Files.readString(Path.of("config", name))
                    .replace("Version: 1", "Version: 2")
                    .replaceFirst("(?m)^= conduct CYBER_VIOLENCE\\R", "$0Also: ");
            Files.writeString(folder.resolve(name), text);
        }
        TestDatabase.get(SERVER.services().openness().rules().announce(HouseRules.load(folder, List.of("sv", "en"))));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void theVersionsAndWhatChangesAreForEveryone() {
        var guest = new Api(SERVER.url(), Optional.empty());
        var inForce = fits(guest.get("/api/rules?lang=en"), "HouseRules");
        assertThat(inForce.getInteger("version")).isEqualTo(1);
        assertThat(inForce.getJsonArray("versions")).hasSize(2);
        assertThat(inForce.getString("until"))
                .isEqualTo(fits(guest.get("/api/rules/2"), "HouseRules").getString("validFrom"));
        var changes = fits(guest.get("/api/rules/2/changes?lang=en"), "RuleChanges");
        assertThat(changes.getInteger("before")).isEqualTo(1);
        assertThat(changes.getJsonArray("changes")).hasSize(1);
        assertThat(changes.getJsonArray("changes")
                        .getJsonObject(0)
                        .getJsonArray("text")
                        .getJsonObject(0))
                .isEqualTo(new JsonObject().put("kind", "added").put("text", "Also:"));
        assertThat(fits(guest.get("/api/rules/1/changes"), "RuleChanges").getJsonArray("changes"))
                .isEmpty();
        assertThat(guest.get("/api/rules/3").status()).isEqualTo(404);
        assertThat(guest.get("/api/me/rules").status()).isEqualTo(401);
    }

    @Test
    void thePagesShowThemToo() {
        var guest = new Api(SERVER.url(), Optional.empty());
        assertThat(page(guest, "/rules")).contains("id=\"rule-1\"", "/rules/2", "/rules/1#rule-1");
        assertThat(page(guest, "/rules/2")).contains("<ins>Also:</ins>", "Version");
        assertThat(page(Person.member(SERVER.url(), "cia"), "/rules")).contains("class=\"quiet accepted\"");
        assertThat(page(guest, "/openness/admissions")).contains("/openness/admissions.atom");
        assertThat(page(guest, "/openness/admissions.atom")).contains("<feed");
        assertThat(guest.get("/rules/9").status()).isEqualTo(404);
        assertThat(guest.get("/openness/admissions/nothing").status()).isEqualTo(404);
    }

    private static String page(Api reader, String path) {
        var answer = reader.get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.response().body();
    }

    @Test
    void whoHasNotAcceptedTheNewestIsToldUntilTheyDoAndWritesMeanwhile() {
        var asta = Person.member(SERVER.url(), "asta");
        assertThat(asta.get("/api/session").json().getJsonObject("rulesDue").getInteger("version"))
                .isEqualTo(2);
        assertThat(asta.post("/api/rooms", new JsonObject().put("title", "Fritt"))
                        .status())
                .isEqualTo(201);
        var accepted = asta.write("PUT", "/api/me/rules", new JsonObject().put("version", 2), "accept");
        assertThat(fits(accepted, "AcceptedRules").getJsonArray("accepted")).hasSize(2);
        assertThat(asta.get("/api/session").json().containsKey("rulesDue")).isFalse();
        assertThat(asta.write("PUT", "/api/me/rules", new JsonObject().put("version", 3), "none")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anAdmissionIsFollowedAndNeverReplaced() {
        var staff = SERVER.staff();
        var said = new JsonObject()
                .put("kind", "unknown")
                .put("title", "Vi vet inte än")
                .put("text", "Om packningen **håller**.")
                .put("language", "sv");
        assertThat(Person.member(SERVER.url(), "bo")
                        .post("/api/admissions", said)
                        .status())
                .isEqualTo(403);
        var id = fits(staff.post("/api/admissions", said), "Admission").getString("id");
        var known = said.copy().put("kind", "known").put("title", "Nu vet vi");
        var both = fits(staff.post("/api/admissions/" + id + "/versions", known), "Admission");
        assertThat(both.getString("kind")).isEqualTo("known");
        assertThat(both.getJsonArray("versions")).hasSize(2);
        assertThat(both.getJsonArray("versions").getJsonObject(0).getString("title"))
                .isEqualTo("Vi vet inte än");
        assertThat(staff.post("/api/admissions/" + id + "/versions", said).status())
                .isEqualTo(409);
        assertThat(staff.post("/api/admissions", said.copy().put("room", "finns-inte"))
                        .status())
                .isEqualTo(404);
        var listed = staff.get("/api/admissions?limit=1").json().getJsonArray("admissions");
        assertThat(listed).hasSize(1);
        assertThat(listed.getJsonObject(0).getJsonArray("versions")).hasSize(1);
    }

    @Test
    void threeMembersLetAPostStandOutAndTheCompanyCannot() {
        var people = IntStream.range(0, 3)
                .mapToObj(n -> Person.member(SERVER.url(), "pin" + n))
                .toList();
        var room = new JsonObject().put("title", "Nålar").put("slug", "nalar");
        assertThat(people.get(0).post("/api/rooms", room).status()).isEqualTo(201);
        var post = people.get(0)
                .post("/api/rooms/nalar/posts", new JsonObject().put("text", "Den är usel."))
                .json()
                .getString("post");
        var path = "/api/posts/" + post + "/reactions/pin";
        assertThat(pins(SERVER.staff(), path, "p")).isEqualTo(403);
        assertThat(pins(people.get(0), path, "p")).isEqualTo(200);
        assertThat(pins(people.get(0), path, "again")).isEqualTo(200);
        assertThat(pins(people.get(1), path, "p")).isEqualTo(200);
        assertThat(pinned(people.get(0))).isEmpty();
        assertThat(pins(people.get(2), path, "p")).isEqualTo(200);
        assertThat(pinned(people.get(0))).hasSize(1);
        assertThat(SERVER.staff().delete(path).status()).isEqualTo(200);
        assertThat(pinned(people.get(0))).as("nobody takes another's").hasSize(1);
        assertThat(people.get(2).delete(path).status()).isEqualTo(200);
        assertThat(pinned(people.get(0))).isEmpty();
    }

    private static int pins(Api by, String path, String key) {
        return by.write("PUT", path, new JsonObject(), key).status();
    }

    private static JsonArray pinned(Api reader) {
        return reader.get("/api/rooms/nalar/pinned").json().getJsonArray("posts");
    }

    private static JsonObject fits(Api.Answer answer, String schema) {
        assertThat(answer.status()).as(answer.json().encode()).isBetween(200, 201);
        assertThat(Schemas.OPENAPI.errors(schema, answer.json())).isEmpty();
        return answer.json();
    }
}
