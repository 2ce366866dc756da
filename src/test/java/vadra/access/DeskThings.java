package vadra.access;

import static vadra.access.House.ok;
import static vadra.access.House.put;
import static vadra.access.Things.with;
import static vadra.access.Things.word;
import static vadra.app.TestDatabase.get;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import vadra.alerts.Alert;
import vadra.it.Schemas;
import vadra.it.Wait;
import vadra.velocity.Level;

/** Makes what the staff works with. */
final class DeskThings {
    private static final int SAFETY = 3;

    private final House house;

    DeskThings(House house) {
        this.house = house;
    }

    String make(String name) {
        return switch (name) {
            case "claim", "otherClaim" -> claim();
            case "wideClaim" ->
                ok(house.desk()
                                .post(
                                        "/api/desk/claims",
                                        with("title", word()).put("phrases", JsonArray.of(word(), "andra ordet"))))
                        .getString("slug");
            case "mutedClaim" -> muted();
            case "alert" -> alert();
            case "carried", "carrier" -> carried(name);
            case "messageCase" -> reportedMessage();
            case "case" -> reported();
            case "entry" -> Long.toString(hides(house.thing("post", true)));
            case "appeal" -> appeal();
            case "receipt", "notice" -> notice(name);
            case "feed" ->
                id(house.desk()
                        .post(
                                "/api/desk/feeds",
                                with("url", "http://127.0.0.1:1/" + word()).put("source", "press")));
            case "sighting" ->
                id(house.desk()
                        .post("/api/desk/sightings", with("source", "phone").put("title", word())));
            case "shift" -> shift();
            case "invitation", "opening" -> invites(name.equals("opening") ? "secret" : "id");
            default -> throw new IllegalArgumentException("no such thing: " + name);
        };
    }

    private static String id(vadra.it.Api.Answer answer) {
        return ok(answer).getValue("id").toString();
    }

    private String invites(String wanted) {
        return ok(house.desk().post("/api/desk/invitations", with("note", "kvartsinbjudan")))
                .getString(wanted);
    }

    private String claim() {
        return ok(house.desk().post("/api/desk/claims", with("title", word()).put("phrases", JsonArray.of(word()))))
                .getString("slug");
    }

    private String muted() {
        var claim = claim();
        ok(put(
                house.desk(),
                "/api/desk/claims/" + claim + "/mute",
                with("until", Instant.now().plusSeconds(999).toString()).put("reason", "Vi svarar redan i rummet.")));
        return claim;
    }

    /** A claim that somebody has spread. */
    private String carried(String name) {
        var phrase = word();
        var claim = ok(house.desk()
                        .post("/api/desk/claims", with("title", word()).put("phrases", JsonArray.of(phrase))))
                .getString("slug");
        ok(house.as(Role.AUTHOR).post("/api/rooms/" + house.thing("room", false) + "/posts", with("text", phrase)));
        Wait.until("it is counted", () -> !carriers(claim).isEmpty());
        return name.equals("carrier")
                ? carriers(claim).getJsonObject(0).getValue("carrier").toString()
                : claim;
    }

    private JsonArray carriers(String claim) {
        return ok(house.desk().get("/api/desk/claims/" + claim + "/posts")).getJsonArray("posts");
    }

    private String reportedMessage() {
        var words = word();
        ok(house.as(Role.CONTACT)
                .post(
                        "/api/messages/" + house.thing("message", true) + "/reports",
                        with("rule", 1).put("words", words).put("beside", new JsonArray())));
        return item("/api/desk/cases", words).getString("case");
    }

    private String alert() {
        var desk = house.server().services().desk();
        var claim = house.thing("claim", true);
        var evidence = Schemas.ASYNCAPI
                .document()
                .getJsonObject("components")
                .getJsonObject("messages")
                .getJsonObject("level")
                .getJsonArray("examples")
                .getJsonObject(0)
                .getJsonObject("payload")
                .getJsonObject("change")
                .getJsonObject("evidence")
                .encode();
        var now = Instant.now();
        var id = get(desk.claims().idOf(claim));
        get(desk.alerts().raise(new Alert.Crossing(id, claim, "Brand", now, now, Level.ELEVATED, evidence)));
        return ok(house.desk().get("/api/desk/alerts?state=all&claim=" + claim))
                .getJsonArray("alerts")
                .getJsonObject(0)
                .getString("id");
    }

    private String reported() {
        var post = house.thing("post", true);
        ok(house.spare()
                .post(
                        "/api/reports",
                        with("kind", "post")
                                .put("object", post)
                                .put("rule", SAFETY)
                                .put("words", word())));
        return item("/api/desk/cases", post).getString("case");
    }

    /** The item of a list of the docket that holds some words. */
    private JsonObject item(String path, String holds) {
        return ok(house.desk().get(path)).getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.encode().contains(holds))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " has nothing with " + holds));
    }

    /** Hides a post; the row of the ledger. */
    @CanIgnoreReturnValue
    long hides(String post) {
        return ok(house.desk()
                        .post(
                                "/api/desk/restraints",
                                with("kind", "post")
                                        .put("objects", JsonArray.of(post))
                                        .put("rule", SAFETY)
                                        .put("grounds", "Det röjer en privatpersons adress.")
                                        .put("facts", "Andra meningen har gata och nummer.")
                                        .put("criticism", false)))
                .getJsonArray("entries")
                .getLong(0);
    }

    private String appeal() {
        var post = house.thing("post", true);
        ok(house.as(Role.AUTHOR)
                .post("/api/me/appeals", with("entry", hides(post)).put("words", "Det är min egen adress.")));
        return item("/api/desk/appeals", post).getString("appeal");
    }

    /** Written down at once, since few are taken from one address in an hour. */
    private String notice(String name) {
        var id = UUID.randomUUID().toString();
        var receipt = UUID.randomUUID().toString().replace("-", "");
        house.sql("INSERT INTO notice (id, receipt, place, law, words) VALUES ('" + id + "', '" + receipt
                + "', 'https://vadra.example/', '5 kap. 1 § brottsbalken', 'Någon pekas ut där.')");
        return name.equals("receipt") ? receipt : id;
    }

    private String shift() {
        var now = Instant.now();
        return id(house.desk()
                .post(
                        "/api/desk/duty",
                        with("handle", "desk-one")
                                .put("order", 1)
                                .put("from", now.toString())
                                .put("until", now.plusSeconds(3600).toString())));
    }
}
