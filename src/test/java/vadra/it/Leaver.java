package vadra.it;

import static vadra.it.Blogger.ok;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.net.http.HttpRequest;
import java.util.Optional;
import vadra.history.History;
import vadra.media.Pictures;

/**
 * A member who has something everywhere: said, asked, voted, reported, appealed, drafted, kept and uploaded. All of their words have
 * {@link #WORD} in them, and nobody else's do.
 */
final class Leaver {
    static final String HANDLE = "vilgot-b";
    static final String NAME = "Vilgot Lindeborg";
    static final String WORD = "kvastfening";

    final Person person;
    final Api api;
    private final TestServer server;
    final Person other;
    /** The first post, which the other answered, quoted and named its author in. */
    String first = "";

    String reply = "";
    String quote = "";
    String hidden = "";
    String picture = "";
    String shared = "";
    String conversation = "";
    String article = "";

    Leaver(TestServer server, History history) {
        this.server = server;
        this.other = Person.joins(server.url(), "bo-ek", history).startsRoom("kaffe");
        this.person = Person.joins(server.url(), HANDLE, history).entersQuietly("kaffe");
        this.api = person.api();
    }

    @CanIgnoreReturnValue
    Leaver doesEverything() {
        saysWhoTheyAre();
        talks();
        carriesThings();
        isRestrained();
        talksInPrivate();
        writesABlog();
        keepsThings();
        return this;
    }

    private void put(String path, JsonObject body) {
        var unused = ok(api.write("PUT", path, body, "k-" + path.hashCode()));
    }

    private JsonObject post(String path, JsonObject body) {
        return ok(api.post(path, body));
    }

    private static JsonObject one(String field, Object value) {
        return new JsonObject().put(field, value);
    }

    private void saysWhoTheyAre() {
        var unused = ok(api.write("PATCH", "/api/me", one("name", NAME), "k"));
        var said = one("about", WORD + " är jag")
                .put("place", WORD + "by")
                .put("interests", JsonArray.of(WORD + "ar"))
                .put("links", JsonArray.of(one("label", WORD).put("url", "https://example.org/" + WORD)));
        unused = ok(api.write("PATCH", "/api/me/profile", said, "k"));
        unused = ok(Api.send(api.request("/api/me/picture")
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(Pictures.plain("png", 64, 64, Color.PINK)))));
    }

    private void talks() {
        first = person.says("Det regnar " + WORD + "ar i dag.");
        person.edits(first, "Det regnar många " + WORD + "ar i dag.");
        reply = other.replies(first, "@" + HANDLE + ", jag såg dem också. (@" + HANDLE + "-n är en annan.)");
        other.edits(reply, "@" + HANDLE + ", jag såg dem också, allihop. (@" + HANDLE + "-n är en annan.)");
        quote = Quotes.quotes(other, first, 2, null, "citat");
        person.gives(reply, "agree");
        other.gives(first, "heart");
        var sight = person.says("Sedan blev det " + WORD + " igen.");
        person.withdraws(sight);
        var own = person.startsRoom("kvastfening-rummet");
        own.says("Bara " + WORD + " här.");
        var unused = other.entersQuietly("kaffe").says("Ingen annan hör till det här.");
        person.entersQuietly("kaffe");
    }

    private void carriesThings() {
        var poll =
                one("kind", "poll").put("choices", JsonArray.of(WORD, "annat")).put("anonymous", false);
        var asked = carrying("Vad tycker ni om " + WORD + "?", poll);
        var unused = ok(other.api().write("PUT", "/api/posts/" + asked + "/vote", one("chosen", JsonArray.of(0)), "v"));
        picture = uploads(api, Color.CYAN);
        shared = uploads(api, Color.MAGENTA);
        carrying(WORD + " på bild", shown(picture));
        carrying(WORD + " på en bild till", shown(shared));
        unused = ok(other.api()
                .post(
                        "/api/rooms/kaffe/posts",
                        one("text", "Samma bild.")
                                .put("parts", JsonArray.of(shown(uploads(other.api(), Color.MAGENTA))))));
    }

    private static JsonObject shown(String media) {
        return one("kind", "picture").put("media", media).put("alt", media.equals("") ? "" : "En bild");
    }

    private static String uploads(Api by, Color colour) {
        return new Blogger("", by)
                .uploads(Pictures.plain("png", 40, 30, colour))
                .json()
                .getString("id");
    }

    @CanIgnoreReturnValue
    private String carrying(String text, JsonObject part) {
        return post("/api/rooms/kaffe/posts", one("text", text).put("parts", JsonArray.of(part)))
                .getString("post");
    }

    private void isRestrained() {
        hidden = person.says("En " + WORD + " med adress och allt.");
        var act = new Moderation(server).acts(hidden, 3);
        var unused = post("/api/me/appeals", one("entry", act.n()).put("words", "Varje " + WORD + " har en adress."));
        var report =
                one("kind", "post").put("object", reply).put("rule", 3).put("words", "Han härmar min " + WORD + ".");
        unused = post("/api/reports", report);
    }

    private void talksInPrivate() {
        conversation = post(
                        "/api/talk",
                        one("text", "En " + WORD + ", i förtroende.").put("to", "bo-ek"))
                .getString("conversation");
        var unused = ok(other.api()
                .post("/api/talk/" + conversation + "/messages", one("text", "Hej @" + HANDLE + ", det stannar här.")));
        unused = post("/api/talk/" + conversation + "/messages", one("text", "Bra, min " + WORD + "."));
        put("/api/me/contacts/bo-ek", one("words", "Vi talade om " + WORD + "ar."));
    }

    private void writesABlog() {
        put("/api/me/blog", Blogger.WORDS.copy().put("title", WORD + "bloggen").put("about", "Om " + WORD + "."));
        var blogger = new Blogger(HANDLE, api);
        article = blogger.publishes("Om min " + WORD, "Den lever på land, min " + WORD + ".");
        var unused = blogger.writes(Blogger.words("Nästa " + WORD, "Ett utkast om en " + WORD + "."));
    }

    private void keepsThings() {
        var unused = post("/api/me/searches", one("q", WORD + " regn"));
        put("/api/me/filter", one("words", JsonArray.of(WORD)));
        put("/api/me/blocks/staff", new JsonObject());
        put("/api/me/mail", one("address", WORD + "@example.org").put("language", "sv"));
    }

    /** Wishes to leave. */
    Api.Answer leaves(String kind, String password) {
        return api.write(
                "PUT",
                "/api/me/leaving",
                one("kind", kind).put("password", password).put("language", "sv"),
                "k");
    }

    Optional<JsonObject> wish() {
        return Optional.ofNullable(ok(api.get("/api/me/leaving")).getJsonObject("leaving"));
    }
}
