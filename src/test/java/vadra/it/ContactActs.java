package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vadra.history.History;

/** What members do with contacts and boundaries, and what their open pages are told. */
final class ContactActs {
    private ContactActs() {}

    static Person listener(TestServer at, String handle) {
        var person = Person.joins(at.url(), handle, new History());
        person.live().open();
        person.live().listen("me:" + handle);
        return person;
    }

    /** Somebody who is here, and does nothing. */
    @CanIgnoreReturnValue
    static Api joins(TestServer at, String handle) {
        return Person.member(at.url(), handle);
    }

    /** Waits for the last word on how it stands with another, or for that they did something. */
    @CanIgnoreReturnValue
    static JsonObject told(Person person, String with, String what) {
        Wait.until(
                person.name() + " is told " + what,
                () -> find(person, with, what).isPresent());
        var found = find(person, with, what).orElseThrow();
        var form = found.copy();
        form.remove("heardNanos");
        assertThat(Schemas.ASYNCAPI.errors("ContactTold", form)).isEmpty();
        return found;
    }

    static Optional<JsonObject> find(Person person, String with, String state) {
        return heard(person).stream()
                .filter(one -> one.getJsonObject("with").getString("handle").equals(with))
                .filter(one -> one.getJsonObject("relation").getString("state").equals(state))
                .reduce((before, last) -> last);
    }

    /** What they were told of contacts; notifications come the same way. */
    static List<JsonObject> heard(Person person) {
        return on(person, person.name()).stream()
                .filter(one -> one.getString("kind").equals("contact"))
                .toList();
    }

    static List<JsonObject> on(Person person, String handle) {
        return person.live().heard("me:" + handle);
    }

    @CanIgnoreReturnValue
    static JsonObject ask(Api api, String handle, String words) {
        return allowed(put(api, "/api/me/contacts/" + handle, new JsonObject().put("words", words)));
    }

    @CanIgnoreReturnValue
    static JsonObject end(Api api, String handle) {
        return allowed(api.delete("/api/me/contacts/" + handle));
    }

    static JsonObject relation(Api api, String handle) {
        return allowed(api.get("/api/me/contacts/" + handle));
    }

    static JsonObject timeless(JsonObject relation) {
        var copy = relation.copy();
        copy.remove("at");
        return copy;
    }

    static Api.Answer put(Api api, String path, JsonObject body) {
        return api.write("PUT", path, body, UUID.randomUUID().toString());
    }

    @CanIgnoreReturnValue
    static JsonObject allowed(Api.Answer answer) {
        assertThat(answer.status()).as(answer.json().encode()).isBetween(200, 299);
        return answer.json();
    }

    static List<String> list(Api api, String which) {
        return allowed(api.get("/api/me/contacts")).getJsonArray(which).stream()
                .map(one -> ((JsonObject) one).getString("handle"))
                .toList();
    }

    static JsonObject filter(String... words) {
        return new JsonObject().put("words", new JsonArray(List.of(words)));
    }
}
