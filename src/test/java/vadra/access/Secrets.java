package vadra.access;

import static vadra.access.House.ok;
import static vadra.access.House.put;
import static vadra.access.Things.with;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Words that stand in one place each, and who may come upon them; in whatever answer to anybody else they are a leak. */
record Secrets(House house) {
    private static final Set<Role> DESK = EnumSet.of(Role.STAFF, Role.PRODUCT);

    /** Who may read each. */
    static final Map<String, Set<Role>> READERS = new LinkedHashMap<>(Map.ofEntries(
            Map.entry("kvartsutkast", EnumSet.of(Role.BLOGGER)),
            Map.entry("kvartsbrev", EnumSet.of(Role.AUTHOR, Role.CONTACT)),
            Map.entry("kvartsanhallan", EnumSet.noneOf(Role.class)),
            Map.entry("kvartsvantan", EnumSet.of(Role.AUTHOR)),
            Map.entry("kvartssokning", EnumSet.of(Role.AUTHOR)),
            Map.entry("kvartsfilter", EnumSet.of(Role.AUTHOR)),
            Map.entry("kvartsort", EnumSet.of(Role.AUTHOR, Role.CONTACT)),
            Map.entry("kvartsadress", EnumSet.of(Role.AUTHOR)),
            Map.entry("kvartsanmalan", DESK),
            Map.entry("kvartsdold", EnumSet.of(Role.AUTHOR, Role.STAFF, Role.PRODUCT)),
            Map.entry("kvartstagen", EnumSet.noneOf(Role.class)),
            Map.entry("kvartsinbjudan", DESK),
            Map.entry("kvartsbevakning", DESK)));

    void plant() {
        var author = house.as(Role.AUTHOR);
        ok(put(author, "/api/me/contacts/the-contact", new JsonObject()));
        ok(put(house.as(Role.CONTACT), "/api/me/contacts/the-author", new JsonObject()));
        ok(house.as(Role.BLOGGER)
                .post(
                        "/api/me/drafts",
                        with("title", "kvartsutkast")
                                .put("text", "kvartsutkast")
                                .put("language", "sv")));
        var talk = house.thing("conversation", false);
        ok(author.post("/api/talk/" + talk + "/messages", with("text", "kvartsbrev")));
        var other = house.newcomer();
        ok(put(other.getValue(), "/api/me/contacts/spare-one", with("words", "kvartsanhallan")));
        ok(author.post("/api/rooms/" + house.thing("heldRoom", false) + "/posts", with("text", "kvartsvantan")));
        ok(author.post("/api/me/searches", with("q", "kvartssokning")));
        ok(put(author, "/api/me/filter", with("words", JsonArray.of("kvartsfilter"))));
        var audiences = new JsonObject().put("place", "contacts");
        ok(author.write("PATCH", "/api/me/profile", with("place", "kvartsort").put("audiences", audiences), "k"));
        ok(put(
                author,
                "/api/me/mail",
                with("address", "kvartsadress@example.org").put("language", "sv")));
        plantInPosts();
        ok(house.desk()
                .post("/api/desk/claims", with("title", "Bevakas").put("phrases", JsonArray.of("kvartsbevakning"))));
    }

    private void plantInPosts() {
        var room = "/api/rooms/" + house.thing("room", false) + "/posts";
        var author = house.as(Role.AUTHOR);
        var report = with("kind", "post")
                .put("object", house.thing("post", false))
                .put("rule", 3)
                .put("words", "kvartsanmalan");
        ok(house.spare().post("/api/reports", report));
        var hidden = ok(author.post(room, with("text", "kvartsdold"))).getString("post");
        var quoting = with("text", "Se här")
                .put(
                        "parts",
                        JsonArray.of(with("kind", "quote").put("post", hidden).put("version", 1)));
        ok(house.as(Role.MEMBER).post(room, quoting));
        new DeskThings(house).hides(hidden);
        var withdrawn = ok(author.post(room, with("text", "kvartstagen"))).getString("post");
        ok(author.delete("/api/posts/" + withdrawn));
    }
}
