package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;
import vadra.openness.Citation;
import vadra.openness.Entry;

/** Circles: anybody starts one at once, what is said in it is open, and who is in it is for each to tell. */
class CirclesTest {
    private static final TestServer SERVER = TestServer.start();
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Api STRANGER = new Api(SERVER.url(), Optional.empty());

    private final int n = COUNT.incrementAndGet();
    private final String circle = "krets" + n;
    private final Api asta = member("asta");

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private Api member(String name) {
        return Person.member(SERVER.url(), handle(name));
    }

    private String handle(String name) {
        return name + n;
    }

    @CanIgnoreReturnValue
    private static JsonObject ok(Api.Answer answer) {
        assertThat(answer.status()).as(answer.json().encode()).isBetween(200, 299);
        return answer.json();
    }

    @CanIgnoreReturnValue
    private JsonObject starts(JsonObject more) {
        var said =
                new JsonObject().put("slug", circle).put("name", "Krets " + n).put("language", "sv");
        return ok(asta.post("/api/circles", said.mergeIn(more)));
    }

    private static JsonArray rules(String... titles) {
        return new JsonArray(List.of(titles).stream()
                .map(title -> new JsonObject().put("title", title).put("text", "Så här."))
                .toList());
    }

    private JsonObject sees(Api who) {
        var seen = ok(who.get("/api/circles/" + circle));
        assertThat(Schemas.OPENAPI.errors("WholeCircle", seen)).isEmpty();
        return seen;
    }

    @CanIgnoreReturnValue
    private JsonObject put(Api who, String path) {
        return ok(Api.send(
                who.request("/api/circles/" + circle + path).method("PUT", HttpRequest.BodyPublishers.noBody())));
    }

    @CanIgnoreReturnValue
    private JsonObject joins(Api who, boolean listed) {
        var body = new JsonObject().put("listed", listed);
        return ok(who.write("PUT", "/api/circles/" + circle + "/membership", body, "j"))
                .getJsonObject("own");
    }

    @Test
    void aCircleAndARoomOfTheFirstMinuteAreThereForAStrangerAtOnceAndEverybodyTalks() {
        starts(new JsonObject());
        var room = "rum" + n;
        ok(asta.post("/api/circles/" + circle + "/rooms", new JsonObject().put("title", room)));
        try (var stranger = Person.guest(SERVER.url(), "främling", new History());
                var bo = Person.joins(SERVER.url(), handle("bo"), new History())) {
            assertThat(STRANGER.get("/api/circles").json().encode()).contains("\"" + circle + "\"");
            assertThat(STRANGER.get("/api/rooms").json().encode()).contains("\"" + room + "\"");
            stranger.enters(room);
            bo.entersQuietly(room).says("Jag är inte med i kretsen");
            stranger.hears("Jag är inte med i kretsen");
        }
        assertThat(STRANGER.get("/circles/" + circle).response().body()).contains("/rooms/" + room);
        assertThat(STRANGER.get("/circles/" + circle + "/feed.atom").response().body())
                .contains("Jag är inte med i kretsen");
        assertThat(STRANGER.get("/rooms/" + room).response().body()).contains("/circles/" + circle);
    }

    @Test
    void whoLooksIsToldWhenSomebodyJoinsAndSeesThemOnlyIfTheyWantThat() {
        starts(new JsonObject());
        try (var stranger = Person.guest(SERVER.url(), "främling", new History())) {
            stranger.live().open();
            stranger.live().listen("circle:" + circle);
            var bo = member("bo");
            joins(bo, false);
            Wait.until(
                    "the stranger is told",
                    () -> stranger.live().heard("circle:" + circle).stream()
                            .anyMatch(told -> "circle".equals(told.getString("kind"))));
            assertThat(sees(STRANGER).encode()).doesNotContain(handle("bo"));
            assertThat(sees(asta).encode()).doesNotContain(handle("bo"));
            assertThat(sees(bo).getJsonObject("own").getString("standing")).isEqualTo("member");
            joins(bo, true);
            assertThat(sees(STRANGER).getJsonArray("members").encode()).contains(handle("bo"));
            joins(bo, false);
            assertThat(sees(STRANGER).encode()).doesNotContain(handle("bo"));
        }
    }

    @Test
    void whoIsRefusedIsNotToldAndWhoIsLetInIsIn() {
        starts(new JsonObject().put("byRequest", true));
        var bo = member("bo");
        var cia = member("cia");
        assertThat(joins(bo, true).getString("standing")).isEqualTo("asked");
        joins(cia, true);
        var before = sees(bo).getJsonObject("own");
        ok(asta.delete("/api/circles/" + circle + "/asking/" + handle("bo")));
        put(asta, "/asking/" + handle("cia"));
        assertThat(sees(bo).getJsonObject("own")).isEqualTo(before);
        assertThat(joins(bo, true)).isEqualTo(before);
        assertThat(ok(asta.get("/api/circles/" + circle + "/asking")).getJsonArray("asking"))
                .isEmpty();
        assertThat(sees(STRANGER).encode()).doesNotContain(handle("bo")).contains(handle("cia"));
        assertThat(bo.post("/api/circles/" + circle + "/rooms", new JsonObject().put("title", "x"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void itsRulesComeAfterThoseOfTheHouseAndHoldInAWeek() {
        starts(new JsonObject().put("rules", rules("Skriv grader")));
        var own = sees(STRANGER).getJsonObject("rules");
        int house = SERVER.services().openness().rules().inForce().in("sv").size();
        assertThat(own.getJsonObject("inForce")
                        .getJsonArray("rules")
                        .getJsonObject(0)
                        .getInteger("number"))
                .isEqualTo(house + 1);
        var announced = new JsonObject().put("rules", rules("Skriv grader", "Visa bild"));
        var all = ok(asta.write("PUT", "/api/circles/" + circle + "/rules", announced, "r"));
        assertThat(all.getJsonObject("inForce")).isEqualTo(own.getJsonObject("inForce"));
        var coming = all.getJsonObject("coming");
        assertThat(Duration.between(
                        Instant.parse(coming.getString("announcedAt")), Instant.parse(coming.getString("effectiveAt"))))
                .isEqualTo(Duration.ofDays(7));
        assertThat(all.getJsonArray("versions")).hasSize(2);
    }

    @Test
    void nothingIsHiddenByARuleOfACircleAndItHasTenAtMost() {
        starts(new JsonObject().put("rules", rules("Skriv grader")));
        int house = SERVER.services().openness().rules().inForce().in("sv").size();
        var announced = new JsonObject().put("rules", rules("Skriv grader"));
        var room = "regler" + n;
        ok(asta.post("/api/circles/" + circle + "/rooms", new JsonObject().put("title", room)));
        var post = ok(asta.post("/api/rooms/" + room + "/posts", new JsonObject().put("text", "Utan grader")));
        var act = new JsonObject()
                .put("kind", "post")
                .put("objects", new JsonArray().add(post.getString("post")))
                .put("rule", house + 1)
                .put("grounds", "Det saknar grader i texten.")
                .put("facts", "Inlägget har inga grader alls.")
                .put("criticism", false);
        assertThat(SERVER.staff().post("/api/desk/restraints", act).status()).isEqualTo(400);
        assertThat(asta.write("PUT", "/api/circles/" + circle + "/rules", announced, "again")
                        .status())
                .isEqualTo(409);
        var many = new JsonObject().put("rules", rules("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"));
        assertThat(asta.write("PUT", "/api/circles/" + circle + "/rules", many, "many")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void hostsAreAskedAndTheCircleIsHandedOverAndLivesOnWhenItsLeadLeaves() {
        starts(new JsonObject());
        var bo = member("bo");
        joins(bo, false);
        put(asta, "/hosts/" + handle("bo"));
        assertThat(sees(STRANGER).getJsonArray("hosts").encode()).doesNotContain(handle("bo"));
        assertThat(sees(bo).getJsonObject("own").getBoolean("named")).isTrue();
        put(bo, "/hosts/" + handle("bo"));
        assertThat(sees(STRANGER).getJsonArray("hosts").encode()).contains(handle("bo"));
        assertThat(STRANGER.get("/people/" + handle("bo")).response().body()).contains("/circles/" + circle);
        put(asta, "/lead/" + handle("bo"));
        ok(bo.delete("/api/circles/" + circle + "/membership"));
        assertThat(sees(asta).getJsonObject("own").getString("standing")).isEqualTo("lead");
        var cia = member("cia");
        joins(cia, true);
        ok(asta.delete("/api/circles/" + circle + "/membership"));
        assertThat(sees(STRANGER).getBoolean("led")).isFalse();
        put(cia, "/lead/" + handle("cia"));
        assertThat(sees(cia).getJsonObject("own").getString("standing")).isEqualTo("lead");
    }

    @Test
    void whatACircleSaysIsHiddenWithTheProfileOfWhoWroteIt() {
        starts(new JsonObject().put("about", "Ord som bryter mot en regel").put("rules", rules("Skriv grader")));
        var writer = get(SERVER.services().community().person(handle("asta"))).id();
        var cited = Citation.of(1, 3, Moderation.GROUNDS, Moderation.FACTS);
        var staff = new Moderation(SERVER).another();
        get(SERVER.services().openness().ledger().restrain(staff, Entry.Kind.PROFILE, List.of(writer.value()), cited));
        var seen = sees(STRANGER);
        assertThat(seen.getString("about")).isEmpty();
        assertThat(seen.getString("name")).isEqualTo(circle);
        assertThat(seen.encode()).doesNotContain("bryter", "Skriv grader");
        assertThat(STRANGER.get("/circles/" + circle).response().body()).doesNotContain("bryter", "Skriv grader");
        var again = new JsonObject()
                .put("name", "Ny")
                .put("about", "Nytt")
                .put("language", "sv")
                .put("interests", new JsonArray())
                .put("byRequest", false);
        assertThat(asta.write("PUT", "/api/circles/" + circle, again, "c").status())
                .isEqualTo(409);
    }
}
