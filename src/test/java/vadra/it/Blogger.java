package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.UUID;

/** A member with a blog, in sentences. */
record Blogger(String handle, Api api) {
    static final JsonObject WORDS = new JsonObject()
            .put("title", "Från bryggan")
            .put("about", "Om vatten och det som rör sig i det.")
            .put("disclosure", "Ingen betalar mig. Jag köper allt själv.")
            .put("language", "sv")
            .put("accent", "fjord")
            .put("face", "serif");

    /** A new member, who opens a blog at once. */
    static Blogger opens(URI server, String name) {
        var handle = name + "-" + UUID.randomUUID().toString().substring(0, 8);
        var blogger = new Blogger(handle, Person.member(server, handle));
        assertThat(ok(blogger.api.write("PUT", "/api/me/blog", WORDS, "x")).getInteger("articles"))
                .isZero();
        return blogger;
    }

    /** A draft's words. */
    static JsonObject words(String title, String text) {
        return new JsonObject().put("title", title).put("text", text).put("language", "sv");
    }

    /** Begins a draft. */
    JsonObject writes(JsonObject words) {
        return ok(api.post("/api/me/drafts", words));
    }

    /** Publishes a draft; the article's name. */
    @CanIgnoreReturnValue
    String publishes(JsonObject draft) {
        return ok(api.post(
                        "/api/me/drafts/" + draft.getString("id") + "/publish",
                        new JsonObject().put("version", draft.getInteger("version"))))
                .getString("article");
    }

    /** Writes and publishes; the article's name. */
    @CanIgnoreReturnValue
    String publishes(String title, String text) {
        return publishes(writes(words(title, text)));
    }

    /** An article as anybody reads it. */
    JsonObject reads(String article) {
        return ok(new Api(api.base(), Optional.empty()).get("/api/articles/" + article));
    }

    /** Uploads a picture. */
    Api.Answer uploads(byte[] picture) {
        return sends("/api/media", picture);
    }

    Api.Answer sends(String path, byte[] bytes) {
        return Api.send(api.request(path)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
    }

    @CanIgnoreReturnValue
    static JsonObject ok(Api.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isBetween(200, 299);
        return answer.json();
    }
}
