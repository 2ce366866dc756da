package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.it.SittingTest.ask;
import static vadra.it.SittingTest.asked;
import static vadra.it.SittingTest.name;
import static vadra.it.SittingTest.opened;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Who may do what with a sitting and its questions, route by route, as the contract names them: a new route fails until it is placed. */
class SittingRolesTest {
    private static final TestServer SERVER = TestServer.start();

    private final Api host = Person.member(SERVER.url(), name("vera"));
    private final Api asta = Person.member(SERVER.url(), name("asta"));
    private final Api stranger = Person.member(SERVER.url(), name("bo"));
    private final Api guest = new Api(SERVER.url(), Optional.empty());
    private final String qa = opened(
                    host,
                    asked("Roller")
                            .put(
                                    "startsAt",
                                    Instant.now().plus(1, ChronoUnit.DAYS).toString()))
            .getString("slug");
    private final String post = ask(asta, qa, "Vem får vad?");
    private final String other = ask(asta, qa, "Och vem inte?");

    /** What only hosts do, and with what. */
    private final Map<String, JsonObject> ofHosts = new TreeMap<>(Map.ofEntries(
            Map.entry("POST /api/qa/{qa}/plan", times(2)),
            Map.entry("POST /api/qa/{qa}/start", new JsonObject()),
            Map.entry("POST /api/qa/{qa}/extend", new JsonObject().put("minutes", 5)),
            Map.entry("POST /api/qa/{qa}/end", new JsonObject()),
            Map.entry("POST /api/posts/{post}/claim", new JsonObject()),
            Map.entry("POST /api/posts/{post}/release", new JsonObject()),
            Map.entry("POST /api/posts/{post}/choose", new JsonObject()),
            Map.entry(
                    "POST /api/posts/{post}/promise",
                    new JsonObject().put("by", Instant.now().plusSeconds(9_999).toString())),
            Map.entry("POST /api/posts/{post}/decline", new JsonObject().put("reason", "Därför att det är så.")),
            Map.entry("POST /api/posts/{post}/merge", new JsonObject().put("into", other)),
            Map.entry("POST /api/posts/{post}/unmerge", new JsonObject()),
            Map.entry("POST /api/posts/{post}/undo", new JsonObject()),
            Map.entry("POST /api/posts/{post}/answer", new JsonObject().put("text", "Du."))));

    /** What changes a post or a question otherwise: the author's own, anybody's vote or answer to a poll, and the staff's look behind a pseudonym. */
    private static final List<String> OTHERS = List.of(
            "DELETE /api/posts/{post}",
            "DELETE /api/posts/{post}/reactions/{reaction}",
            "POST /api/posts/{post}/lift",
            "PUT /api/posts/{post}",
            "PUT /api/posts/{post}/reactions/{reaction}",
            "PUT /api/posts/{post}/vote");

    @AfterAll
    static void stop() {
        SERVER.stop();
        SERVER.close();
    }

    private static JsonObject times(int days) {
        var starts = Instant.now().plus(days, ChronoUnit.DAYS);
        return new JsonObject()
                .put("startsAt", starts.toString())
                .put("endsAt", starts.plusSeconds(3600).toString());
    }

    private int status(Api by, String route) {
        var parts = route.split(" ", 2);
        var path = parts[1].replace("{qa}", qa).replace("{post}", post);
        return by.write(parts[0], path, Objects.requireNonNull(ofHosts.get(route)), name("k"))
                .status();
    }

    /** Every route that changes a sitting or a post. */
    private static List<String> routes() {
        return Schemas.OPENAPI.document().getJsonObject("paths").stream()
                .filter(path ->
                        path.getKey().startsWith("/api/qa/") || path.getKey().startsWith("/api/posts/"))
                .flatMap(path -> ((JsonObject) path.getValue())
                        .fieldNames().stream()
                                .filter(method -> List.of("post", "put", "patch", "delete")
                                        .contains(method))
                                .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .sorted()
                .toList();
    }

    @Test
    void everyRouteIsKnownSoNoneEditsHidesOrRanksAQuestion() {
        assertThat(routes().stream()
                        .filter(route -> !ofHosts.containsKey(route))
                        .toList())
                .isEqualTo(OTHERS);
        assertThat(routes()).containsAll(ofHosts.keySet());
    }

    @Test
    void whoIsNoHostMovesNothingWhateverTheirRole() {
        var staff = SERVER.staff();
        assertThat(ofHosts.keySet()).allSatisfy(route -> {
            assertThat(status(guest, route)).as("a guest: %s", route).isEqualTo(401);
            assertThat(status(stranger, route)).as("a stranger: %s", route).isEqualTo(403);
            assertThat(status(asta, route)).as("the asker: %s", route).isEqualTo(403);
            assertThat(status(staff, route)).as("staff: %s", route).isEqualTo(403);
        });
        var after = guest.get("/api/posts/" + post).json().getJsonObject("question");
        assertThat(after.getString("state")).isEqualTo("asked");
        assertThat(guest.get("/api/qa/" + qa).json().getInteger("moves")).isZero();
    }

    @Test
    void aHostMovesButNeverTouchesTheWords() {
        for (var route : List.of("plan", "start", "extend", "end")) {
            assertThat(status(host, "POST /api/qa/{qa}/" + route)).as(route).isEqualTo(200);
        }
        for (var move :
                List.of("claim", "release", "choose", "promise", "undo", "merge", "unmerge", "decline", "answer")) {
            assertThat(status(host, "POST /api/posts/{post}/" + move)).as(move).isBetween(200, 201);
        }
        assertThat(host.write("PUT", "/api/posts/" + post, new JsonObject().put("text", "Snällare?"), name("k"))
                        .status())
                .isEqualTo(403);
        assertThat(host.delete("/api/posts/" + post).status()).isEqualTo(403);
        assertThat(host.post("/api/desk/restraints", new JsonObject()).status()).isIn(400, 403);
        assertThat(guest.get("/api/posts/" + post).json().getString("text")).isEqualTo("Vem får vad?");
    }
}
