package vadra.access;

import static vadra.access.House.ok;
import static vadra.access.House.put;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vadra.it.Api;
import vadra.media.Pictures;

/** Makes what is in a {@link House}: a thing of any kind, by what paths and bodies call it. */
final class Things {
    private final House house;
    private final DeskThings ofTheDesk;

    Things(House house) {
        this.house = house;
        this.ofTheDesk = new DeskThings(house);
    }

    String make(String name) {
        return switch (name) {
            case "handle" -> "the-author";
            case "spare" -> "spare-one";
            case "theBlogger" -> Role.BLOGGER.handle();
            case "another" -> "desk-two";
            case "answering" -> answering();
            case "pictured" -> pictured();
            case "otherQuestion" -> make("question");
            case "product" -> House.PUMP;
            case "n", "version" -> "1";
            case "reaction" -> "heart";
            case "kind" -> "room";
            case "name" -> house.thing("room", false);
            case "slug" -> "invalid";
            case "token" -> "t".repeat(43);
            case "session" -> session();
            case "passkey" -> UUID.randomUUID().toString();
            case "search" ->
                ok(house.as(Role.AUTHOR).post("/api/me/searches", with("q", word())))
                        .getString("id");
            case "admission" -> admission();
            case "draft", "article", "media" -> roof(name);
            default ->
                talked(name).or(() -> asked(name)).or(() -> gathered(name)).orElseGet(() -> ofTheDesk.make(name));
        };
    }

    /** What is said. */
    private Optional<String> talked(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "room" -> room();
                    case "heldRoom" -> calmed("hold", with("minutes", 20));
                    case "slowRoom" -> calmed("slow-mode", with("minutes", 20).put("seconds", 10));
                    case "post" -> says(house.thing("room", false), with("text", word()));
                    case "held" ->
                        ok(say(house.thing("heldRoom", true), with("text", word())))
                                .getString("held");
                    case "poll" ->
                        says(house.thing("room", false), with("text", word()).put("parts", poll()));
                    default -> null;
                });
    }

    /** What is asked, and what is said between two. */
    private Optional<String> asked(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "question" ->
                        says(house.thing("room", false), with("text", word()).put("question", true));
                    case "claimed" -> moved("claim", new JsonObject());
                    case "merged" -> moved("merge", with("into", house.thing("question", true)));
                    case "alias" ->
                        says(
                                house.thing("room", false),
                                with("text", word()).put("question", true).put("alias", true));
                    case "conversation" -> conversation();
                    case "asked" ->
                        ok(house.newcomer()
                                        .getValue()
                                        .post(
                                                "/api/talk",
                                                with("to", "the-author").put("text", word())))
                                .getString("conversation");
                    case "message" ->
                        ok(house.as(Role.AUTHOR)
                                        .post(
                                                "/api/talk/" + house.thing("conversation", false) + "/messages",
                                                with("text", word())))
                                .getString("message");
                    default -> null;
                });
    }

    /** Where people gather. */
    private Optional<String> gathered(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "circle", "otherCircle" -> circle();
                    case "asker" -> asks().getKey();
                    case "insider" -> inside().getKey();
                    case "cohost" -> cohost();
                    case "qa", "code" -> sitting(name);
                    case "planned" ->
                        ok(house.as(Role.HOST)
                                        .post(
                                                "/api/qa",
                                                with("template", "blogger")
                                                        .put("title", word())
                                                        .put(
                                                                "startsAt",
                                                                java.time.Instant.now()
                                                                        .plusSeconds(99_999)
                                                                        .toString())))
                                .getString("slug");
                    default -> null;
                });
    }

    private String answering() {
        ok(put(house.desk(), "/api/desk/answering/" + House.PUMP + "/desk-two", null));
        return "desk-two";
    }

    private String pictured() {
        var by = house.as(Role.BLOGGER);
        ok(Api.send(by.request("/api/me/picture")
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(Pictures.plain("png", 3, 3, Color.RED)))));
        return Role.BLOGGER.handle();
    }

    static JsonObject with(String field, Object value) {
        return new JsonObject().put(field, value);
    }

    static String word() {
        return "ord" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static JsonArray poll() {
        return JsonArray.of(
                with("kind", "poll").put("choices", JsonArray.of("Te", "Kaffe")).put("anonymous", false));
    }

    private String room() {
        var room = ok(house.as(Role.HOST)
                        .post("/api/rooms", with("title", word()).put("product", House.PUMP)))
                .getString("slug");
        ok(put(house.as(Role.HOST), "/api/rooms/" + room + "/hosts/the-host", null));
        return room;
    }

    private String calmed(String how, JsonObject with) {
        var room = room();
        ok(put(house.as(Role.HOST), "/api/rooms/" + room + "/" + how, with.put("why", "Vi läser ikapp en stund.")));
        return room;
    }

    Api.Answer say(String room, JsonObject body) {
        return house.as(Role.AUTHOR).post("/api/rooms/" + room + "/posts", body);
    }

    String says(String room, JsonObject body) {
        return ok(say(room, body)).getString("post");
    }

    private String moved(String move, JsonObject with) {
        var question = house.thing("question", true);
        ok(house.as(Role.HOST).post("/api/posts/" + question + "/" + move, with));
        return question;
    }

    private String conversation() {
        var conversation = ok(house.as(Role.AUTHOR)
                        .post("/api/talk", with("to", "the-contact").put("text", word())))
                .getString("conversation");
        ok(put(house.as(Role.CONTACT), "/api/talk/" + conversation + "/answer", with("answer", "accept")));
        return conversation;
    }

    private String session() {
        var label = word();
        ok(house.as(Role.AUTHOR)
                .post(
                        "/api/tokens",
                        with("handle", "the-author")
                                .put("password", vadra.it.Person.PASSWORD)
                                .put("label", label)));
        return ok(house.as(Role.AUTHOR).get("/api/sessions")).getJsonArray("sessions").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.encode().contains(label))
                .findFirst()
                .orElseThrow()
                .getString("id");
    }

    private String admission() {
        return ok(house.desk()
                        .post(
                                "/api/admissions",
                                with("kind", "wrong")
                                        .put("title", word())
                                        .put("text", word())
                                        .put("language", "sv")))
                .getValue("id")
                .toString();
    }

    private String roof(String name) {
        var by = house.as(Role.BLOGGER);
        if (name.equals("media")) {
            return ok(Api.send(by.request("/api/media")
                            .header("Content-Type", "application/octet-stream")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(Pictures.plain("png", 3, 3, colour())))))
                    .getString("id");
        }
        var draft = ok(by.post(
                "/api/me/drafts", with("title", word()).put("text", word()).put("language", "sv")));
        return name.equals("article")
                ? ok(by.post(
                                "/api/me/drafts/" + draft.getString("id") + "/publish",
                                with("version", draft.getInteger("version"))))
                        .getString("article")
                : draft.getString("id");
    }

    private static Color colour() {
        return new Color((int) (Math.random() * 0xFFFFFF));
    }

    private String circle() {
        return ok(house.as(Role.HOST)
                        .post(
                                "/api/circles",
                                with("name", word()).put("language", "sv").put("byRequest", true)))
                .getString("slug");
    }

    /** Somebody new who asks to be let into the newest circle. */
    private Map.Entry<String, Api> asks() {
        var one = house.newcomer();
        ok(put(one.getValue(), atCircle() + "/membership", with("listed", true)));
        return one;
    }

    private String atCircle() {
        return "/api/circles/" + house.latest("circle");
    }

    private Map.Entry<String, Api> inside() {
        var one = asks();
        ok(put(house.as(Role.HOST), atCircle() + "/asking/" + one.getKey(), null));
        return one;
    }

    private String cohost() {
        var one = inside();
        ok(put(house.as(Role.HOST), atCircle() + "/hosts/" + one.getKey(), null));
        ok(put(one.getValue(), atCircle() + "/hosts/" + one.getKey(), null));
        return one.getKey();
    }

    private String sitting(String name) {
        var made = ok(
                house.as(Role.HOST).post("/api/qa", with("template", "blogger").put("title", word())));
        return made.getString(name.equals("qa") ? "slug" : "code");
    }
}
