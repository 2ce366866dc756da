package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;
import static vadra.it.Blogger.ok;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.awt.Color;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import vadra.discussion.Room;
import vadra.history.History;
import vadra.media.Pictures;

/** Asta, of whom a house keeps something of every kind; and others, whose secrets are not hers. */
final class FullLife {
    private final TestServer server;
    private final Pool owner;
    final Person asta;
    final Blogger blogger;
    private final Person bo;
    private final Api staff;

    FullLife(TestServer server, Pool owner) {
        this.server = server;
        this.owner = owner;
        this.asta = joins("asta");
        this.blogger = new Blogger("asta", asta.api());
        this.bo = joins("bo");
        this.staff = server.staff();
        product(server);
        profile();
        talk();
        questions();
        blog();
        people();
        direct();
        rules();
        behind();
    }

    /** The same thing to have at home, which another house may have too. */
    static void product(TestServer at) {
        get(at.services()
                .reader()
                .addProduct(new Room.Product(UUID.randomUUID(), "bryggaren", "Bryggaren", "Brygger.", List.of())));
    }

    private Person joins(String name) {
        return Person.joins(server.url(), name, new History());
    }

    @CanIgnoreReturnValue
    private static JsonObject put(Api api, String path, JsonObject body) {
        return ok(api.write("PUT", path, body, UUID.randomUUID().toString()));
    }

    private void profile() {
        var api = asta.api();
        ok(api.write(
                "PATCH",
                "/api/me/profile",
                new JsonObject()
                        .put("about", "Jag dricker mest te.\nMen inte alltid.")
                        .put("place", "Hemvik")
                        .put("interests", JsonArray.of("te", "båtar"))
                        .put("languages", JsonArray.of("sv", "fi"))
                        .put(
                                "products",
                                JsonArray.of(new JsonObject()
                                        .put("product", "bryggaren")
                                        .put("since", "2024-11")))
                        .put(
                                "links",
                                JsonArray.of(
                                        new JsonObject().put("label", "Hem").put("url", "https://example.org/asta")))
                        .put(
                                "audiences",
                                new JsonObject().put("place", "members").put("links", "contacts")),
                "x"));
        ok(ProfilePeople.picture(api, Color.GREEN));
        chooses(api);
    }

    private void chooses(Api api) {
        put(api, "/api/me/filter", new JsonObject().put("words", JsonArray.of("spoiler")));
        sql("SELECT choose_notifications(id, '{\"off\": [], \"zone\": \"Europe/Helsinki\", \"quietFrom\": \"22:00\","
                + " \"quietUntil\": \"07:00\", \"mail\": \"weekly\", \"mailHour\": 9, \"mailDay\": 3, \"language\": \"sv\"}', now())"
                + " FROM member WHERE handle = 'asta'");
        ok(api.post("/api/me/searches", new JsonObject().put("q", "tepåsar")));
        for (var purpose : List.of("kindred", "directory", "blog-comments")) {
            put(api, "/api/me/consents/" + purpose, new JsonObject().put("given", true));
        }
        var like = joins("eskil").api();
        ok(like.write("PATCH", "/api/me/profile", new JsonObject().put("interests", JsonArray.of("te")), "x"));
        put(like, "/api/me/consents/kindred", new JsonObject().put("given", true));
    }

    private void talk() {
        asta.startsRoom("te");
        var first = asta.says("Mitt *första* ord");
        asta.edits(first, "Mitt första ord, bättre sagt");
        asta.withdraws(asta.says("Det jag tog tillbaka"));
        bo.entersQuietly("te");
        var theirs = bo.says("Bos ord om te");
        asta.gives(theirs, "agree");
        asta.replies(theirs, "Ett svar till @bo");
        bo.replies(first, "Ett svar till Asta");
        Quotes.quotes(asta, theirs, 1, null, "citat");
        Quotes.quotes(joins("citeraren-ord").entersQuietly("te"), first, 1, null, "citat");
        carries();
        thinks();
        waits();
    }

    /** A poll, and a vote in somebody else's. */
    private void carries() {
        var poll = new JsonObject()
                .put("kind", "poll")
                .put("choices", JsonArray.of("Te", "Kaffe"))
                .put("anonymous", true);
        ok(asta.api().post("/api/rooms/te/posts", said("Vad dricker ni?", poll)));
        var theirPoll =
                ok(bo.api().post("/api/rooms/te/posts", said("Och ni?", poll))).getString("post");
        put(asta.api(), "/api/posts/" + theirPoll + "/vote", new JsonObject().put("chosen", JsonArray.of(1)));
        put(
                joins("valjaren").api(),
                "/api/posts/" + theirPoll + "/vote",
                new JsonObject().put("chosen", JsonArray.of(0)));
    }

    private void thinks() {
        var opinion = new JsonObject()
                .put("kind", "opinion")
                .put("product", "bryggaren")
                .put("version", "2")
                .put("used", "year")
                .put("again", "yes");
        ok(staff.post(
                "/api/rooms",
                new JsonObject()
                        .put("title", "Bryggaren")
                        .put("slug", "bryggrum")
                        .put("product", "bryggaren")));
        ok(asta.api().post("/api/rooms/bryggrum/posts", said("(+) Den brygger gott och länge.", opinion)));
    }

    private void waits() {
        var picture =
                ok(blogger.uploads(Pictures.plain("png", 20, 10, Color.RED))).getString("id");
        ok(asta.api()
                .post(
                        "/api/rooms/te/posts",
                        said(
                                "Se här",
                                new JsonObject()
                                        .put("kind", "picture")
                                        .put("media", picture)
                                        .put("alt", "En röd kopp"))));
        put(asta.api(), "/api/me/marks/te", new JsonObject().put("seq", 2));
        put(
                asta.api(),
                "/api/rooms/te/hold",
                new JsonObject().put("minutes", 60).put("why", "Vi läser ikapp innan fler skriver."));
        assertThat(asta.triesToSay("Det här väntar", "held").status()).isEqualTo(202);
    }

    private static JsonObject said(String text, JsonObject part) {
        return new JsonObject().put("text", text).put("parts", JsonArray.of(part));
    }

    private void questions() {
        asta.startsRoom("fraga");
        var asked = asta.asks("Vad frågar jag öppet?");
        var masked = asta.asks("Vad frågar jag i hemlighet?", true);
        asta.gives(asked, "want");
        asta.makesHost("bo");
        sql("INSERT INTO question_move SELECT '" + asked
                + "', 99, now(), id, 'claim', '{}', '{}' FROM member WHERE handle = 'bo'");
        sql("SELECT unmask_alias(member.id, '" + masked + "', jsonb_build_object('version', 1, 'rule', 3, 'grounds',"
                + " 'Det röjer en persons adress, vad vi ser.')) FROM member WHERE handle = 'staff'");
    }

    private void blog() {
        put(asta.api(), "/api/me/blog", Blogger.WORDS);
        var id = ok(blogger.uploads(Pictures.plain("png", 40, 20, Color.BLUE))).getString("id");
        blogger.publishes("Isen sjunger", "Den *sjunger*.\n\n![En båt](media:" + id + ")");
        blogger.publishes("Våren", "Den kom.");
        ok(asta.api().post("/api/me/drafts", Blogger.words("Inte än", "Ett utkast om hösten.")));
    }

    private void people() {
        var api = asta.api();
        put(api, "/api/me/contacts/bo", new JsonObject().put("words", "Vi sågs i te."));
        put(bo.api(), "/api/me/contacts/asta", new JsonObject());
        var declines = joins("nejsagaren");
        put(api, "/api/me/contacts/nejsagaren", new JsonObject().put("words", "Får jag?"));
        ok(declines.api().delete("/api/me/contacts/asta"));
        var blocks = joins("blockeraren");
        ok(Api.send(blocks.api().request("/api/me/blocks/asta").method("PUT", HttpRequest.BodyPublishers.noBody())));
        var unused = joins("cia");
        ok(Api.send(api.request("/api/me/blocks/cia").method("PUT", HttpRequest.BodyPublishers.noBody())));
        put(api, "/api/me/mutes/nejsagaren", new JsonObject());
        put(api, "/api/me/contacts/" + joins("dan").name(), new JsonObject());
        ok(api.delete("/api/me/contacts/dan"));
        ok(Api.send(api.request("/api/me/kindred/hidden/cia").method("PUT", HttpRequest.BodyPublishers.noBody())));
        ok(api.post(
                "/api/circles",
                new JsonObject()
                        .put("name", "Tedrickare")
                        .put("slug", "tedrickare")
                        .put("about", "Vi dricker te.")
                        .put("language", "sv")));
        sql("INSERT INTO notification_place SELECT member.id, room.id, 'room', 'all' FROM member, room"
                + " WHERE handle = 'asta' AND slug = 'te' ON CONFLICT DO NOTHING");
    }

    private void direct() {
        var talker = new Talker("asta", asta.api());
        var other = new Talker("bo", bo.api());
        var conversation = talker.talksWith(other);
        talker.says(conversation, "Hemligt till Bo");
        other.says(conversation, "Bos hemliga svar");
        var message = talker.says(conversation, "Först så");
        put(asta.api(), "/api/messages/" + message, new JsonObject().put("text", "Sedan så"));
        var reported = other.says(conversation, "Något hemskt");
        ok(asta.api()
                .post(
                        "/api/messages/" + reported + "/reports",
                        new JsonObject().put("rule", 3).put("words", "Det är hemskt.")));
        // Somebody shows the company a line of hers.
        var reporter = new Talker("anmalaren", joins("anmalaren").api());
        var theirs = talker.talksWith(reporter);
        var shown = talker.says(theirs, "En rad som visades");
        ok(reporter.api.post(
                "/api/messages/" + shown + "/reports",
                new JsonObject().put("rule", 3).put("words", "hemlig-anmälan av raden")));
        sql("SELECT find_breach(member.id, report_case.id, 'Det bryter mot regeln om hot.') FROM member, report_case"
                + " WHERE handle = 'staff' AND object = '" + shown + "'");
    }

    private void rules() {
        var api = asta.api();
        var theirs = bo.entersQuietly("fraga").says("Bos fula ord");
        ok(api.post("/api/reports", report(theirs, "Det är fult sagt.")));
        var hers = asta.entersQuietly("fraga").says("Astas hårda ord");
        var reporter = joins("anmalaren-tva");
        ok(reporter.api().post("/api/reports", report(hers, "hemlig-anmälan")));
        sql("SELECT restrain(member.id, 'post', ARRAY['" + hers
                + "']::uuid[], jsonb_build_object('version', 1, 'rule', 3, 'grounds',"
                + " 'Det röjer en persons adress.', 'facts', 'Andra meningen har gata och nummer.', 'criticism', false))"
                + " FROM member WHERE handle = 'staff'");
        sql(
                "SELECT appeal_entry(post.author_id, ledger.n, 'Det var ju min egen adress.') FROM ledger JOIN post ON post.id = object"
                        + " WHERE post.id = '" + hers + "' AND cause = 'decision'");
    }

    private static JsonObject report(String post, String words) {
        return new JsonObject()
                .put("kind", "post")
                .put("object", post)
                .put("rule", 3)
                .put("words", words);
    }

    /** What no member does over the API. */
    private void behind() {
        sql(
                "INSERT INTO claim (id, slug, title, phrases, match, language, named_by, named_at) SELECT gen_random_uuid(), 'locket',"
                        + " 'Locket spricker', '{locket}', 'any', 'sv', id, now() FROM member WHERE handle = 'staff'");
        sql(
                "INSERT INTO unmasking SELECT gen_random_uuid(), claim.id, asta.id, 7, staff.id, 'Vi ringer upp.', now()"
                        + " FROM claim, member asta, member staff WHERE asta.handle = 'asta' AND staff.handle = 'staff' LIMIT 1");
        sql("INSERT INTO mail_address SELECT id, 'asta@example.org' FROM member WHERE handle = 'asta'");
        sql(
                "INSERT INTO mail_letter (id, member_id, kind, slot, address, language, made_at, due_at, status, tries, tried_at)"
                        + " SELECT gen_random_uuid(), id, 'digest', '1', NULL, 'sv', now(), now(), 'void', 1, now() FROM member WHERE handle = 'asta'");
        sql(
                "INSERT INTO notification (member_id, kind, key, at) SELECT id, 'reply', 'x', now() FROM member WHERE handle = 'asta'");
    }

    private void sql(String statement) {
        get(owner.query(statement).execute());
    }
}
