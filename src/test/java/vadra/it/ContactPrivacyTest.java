package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;

/** A stranger, another member, a contact and the staff, on every operation of the contract that is about contacts and boundaries. */
class ContactPrivacyTest {
    private static final TestServer SERVER = TestServer.start();
    private static final Api ASTA = Person.member(SERVER.url(), "asta");
    private static final Set<String> KNOWN = Set.of(
            "askContact",
            "block",
            "endContact",
            "getContact",
            "getFilter",
            "getFolds",
            "keepFilter",
            "listBlocks",
            "listContacts",
            "listMutes",
            "mute",
            "unblock",
            "unmute");
    /** Words and people that only Åsta has to do with. */
    private static final List<String> SECRETS =
            List.of("hemlig-kontakt", "hemlig-blockad", "hemlig-tystad", "hemligtord", "viskning");

    private final Map<String, Api> others = new LinkedHashMap<>();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void nobodyReadsOrChangesWhatIsSomebodyElses() {
        var contact = Person.member(SERVER.url(), "hemlig-kontakt");
        var blocked = Person.member(SERVER.url(), "hemlig-blockad");
        var muted = Person.member(SERVER.url(), "hemlig-tystad");
        put(contact, "/api/me/contacts/asta", new JsonObject().put("words", "viskning"));
        put(ASTA, "/api/me/contacts/hemlig-kontakt", new JsonObject());
        put(ASTA, "/api/me/blocks/hemlig-blockad", new JsonObject());
        put(ASTA, "/api/me/mutes/hemlig-tystad", new JsonObject());
        put(ASTA, "/api/me/filter", new JsonObject().put("words", new JsonArray(List.of("hemligtord"))));
        var before = own();
        SECRETS.forEach(secret -> assertThat(before).contains(secret));
        ContactActs.joins(SERVER, "tredje");
        others.put("a member", Person.member(SERVER.url(), "granne"));
        others.put("the staff", SERVER.staff());
        others.put("the contact", contact);
        others.put("the blocked", blocked);
        others.put("the muted", muted);
        others.forEach((who, api) -> operations().forEach((id, operation) -> tries(who, api, id, operation)));
        assertThat(own()).isEqualTo(before);
        theListsAreOfNobodyElse();
    }

    private Api other(String who) {
        return Objects.requireNonNull(others.get(who));
    }

    private void theListsAreOfNobodyElse() {
        assertThat(get(other("the staff"), "contacts")).doesNotContain("hemlig");
        assertThat(get(other("the blocked"), "contacts")).doesNotContain("asta");
        assertThat(get(other("the blocked"), "blocks")).doesNotContain("asta");
        assertThat(get(other("the muted"), "folds")).doesNotContain("asta", "hemlig");
        assertThat(get(other("the contact"), "contacts")).contains("asta").doesNotContain("hemlig-");
    }

    /** Every page and every answer that is about Åsta, for whoever reads it, is silent about what is hers. */
    @Test
    void noPageAndNoOtherAnswerTellsWhomSomebodyKnowsOrHowMany() {
        var friend = Person.member(SERVER.url(), "van-ett");
        var cia = Person.joins(SERVER.url(), "cia", new History()).startsRoom("cias");
        cia.says("Hej");
        put(cia.api(), "/api/me/contacts/van-ett", new JsonObject());
        put(friend, "/api/me/contacts/cia", new JsonObject());
        put(cia.api(), "/api/me/filter", new JsonObject().put("words", new JsonArray(List.of("hemligtord"))));
        for (var who : List.of(new Api(SERVER.url(), Optional.empty()), SERVER.staff(), friend)) {
            for (var path : List.of(
                    "/api/people/cia", "/people/cia", "/rooms/cias", "/api/rooms/cias/posts", "/api/openness/ledger")) {
                var body = who.get(path).response().body();
                assertThat(body).as(path).doesNotContain("hemligtord");
                if (who != friend) {
                    assertThat(body).as(path).doesNotContain("van-ett");
                }
            }
        }
        var member = new Api(SERVER.url(), Optional.empty())
                .get("/api/people/cia")
                .json()
                .getJsonObject("member");
        assertThat(member.fieldNames()).noneMatch(field -> field.contains("contact") || field.contains("follow"));
    }

    @Test
    void aStrangerIsAskedToSignInByEveryOperation() {
        var stranger = new Api(SERVER.url(), Optional.empty());
        assertThat(operations().keySet()).isEqualTo(new TreeSet<>(KNOWN));
        operations()
                .forEach((id, operation) -> assertThat(
                                sent(stranger, operation, "asta").status())
                        .as(id)
                        .isEqualTo(401));
    }

    private record Operation(String method, String path) {}

    private static Map<String, Operation> operations() {
        var found = new TreeMap<String, Operation>();
        var paths = Schemas.OPENAPI.document().getJsonObject("paths");
        for (var path : paths.fieldNames()) {
            for (var method : List.of("get", "put", "post", "patch", "delete")) {
                var operation = paths.getJsonObject(path).getJsonObject(method);
                if (operation != null && operation.getJsonArray("tags").contains("contacts")) {
                    found.put(operation.getString("operationId"), new Operation(method.toUpperCase(Locale.ROOT), path));
                }
            }
        }
        return found;
    }

    private static void tries(String who, Api api, String id, Operation operation) {
        // About others than Åsta, since what is between the two is both's; hers must stay as it is.
        var answer = sent(api, operation, "tredje");
        assertThat(answer.status()).as(who + " " + id).isIn(200, 204);
        assertThat(answer.response().body())
                .as(who + " " + id)
                .doesNotContain("hemligtord", "hemlig-blockad", "hemlig-tystad");
    }

    private static Api.Answer sent(Api api, Operation operation, String handle) {
        var path = operation.path().replace("{handle}", handle);
        assertThat(path).startsWith("/api/me/").doesNotContain("{");
        return switch (operation.method()) {
            case "GET" -> api.get(path);
            case "DELETE" -> api.delete(path);
            default ->
                api.write(
                        operation.method(),
                        path,
                        path.endsWith("filter") ? new JsonObject().put("words", new JsonArray()) : new JsonObject(),
                        UUID.randomUUID().toString());
        };
    }

    private String own() {
        return get(ASTA, "contacts")
                + get(ASTA, "blocks")
                + get(ASTA, "mutes")
                + get(ASTA, "filter")
                + get(ASTA, "folds");
    }

    private static String get(Api api, String what) {
        return api.get("/api/me/" + what).json().encode();
    }

    @CanIgnoreReturnValue
    private static Api.Answer put(Api api, String path, JsonObject body) {
        var answer = api.write("PUT", path, body, UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.json().encode()).isBetween(200, 299);
        return answer;
    }
}
