package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import vadra.app.TestDatabase;
import vadra.history.History;

/** Two whole servers on one database, with somebody who is told of things, and somebody who says them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NotificationHouse {
    static final String LIST = "/api/me/notifications";
    static final String CHOICES = "/api/me/notification-choices";

    final TestDatabase database = TestDatabase.fresh();
    final TestServer north = TestServer.start(database.url(), Map.of());
    final TestServer south = TestServer.start(database.url(), Map.of());
    final Vertx vertx = Vertx.vertx();
    final Pool owner = database.pool(vertx);
    final Moderation staff = new Moderation(north);
    final History history = new History();

    String id = "";
    String room = "";
    Person asta = Person.guest(north.url(), "asta", history);
    Person bo = Person.guest(south.url(), "bo", history);

    @BeforeEach
    void come() {
        id = UUID.randomUUID().toString().substring(0, 8);
        room = "rum-" + id;
        asta = Person.joins(north.url(), "asta-" + id, history).startsRoom(room);
        bo = Person.joins(south.url(), "bo-" + id, history).entersQuietly(room);
    }

    @AfterAll
    void stop() {
        get(vertx.close());
        north.close();
        south.close();
    }

    JsonObject page(Person who) {
        var answer = who.api().get(LIST);
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
        return answer.json();
    }

    List<JsonObject> told(Person who) {
        var all = page(who).getJsonArray("notifications").stream()
                .map(JsonObject.class::cast)
                .toList();
        assertThat(all)
                .allSatisfy(one -> assertThat(Schemas.OPENAPI.errors("Notification", new JsonObject(one.encode())))
                        .isEmpty());
        return all;
    }

    List<String> kinds(Person who) {
        return told(who).stream().map(one -> one.getString("kind")).toList();
    }

    /** Everybody has been told of all that was said by now. */
    void heard() {
        Wait.until("all is heard", () -> one("""
                SELECT count(*) FROM room LEFT JOIN notification_heard ON room_id = room.id
                WHERE last_seq > coalesce(seq, 0)""") == 0);
    }

    long one(String sql) {
        return get(owner.query(sql).execute()).iterator().next().getLong(0);
    }

    @CanIgnoreReturnValue
    Api.Answer puts(Person who, String path, JsonObject body, int status) {
        var answer = who.api().write("PUT", path, body, "k");
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(status);
        return answer;
    }

    void chooses(Person who, String kind, String name, String level) {
        puts(who, CHOICES + "/" + kind + "/" + name, new JsonObject().put("level", level), 204);
    }

    JsonObject choices(Person who) {
        var chosen = who.api().get(CHOICES).json();
        assertThat(Schemas.OPENAPI.errors("NotificationChoices", chosen)).isEmpty();
        List.of("places", "address", "asked", "mailOpen").forEach(chosen::remove);
        return chosen;
    }

    UUID idOf(Person who) {
        return get(owner.query("SELECT id FROM member WHERE handle = '" + who.name() + "'")
                        .execute())
                .iterator()
                .next()
                .getUUID(0);
    }

    Optional<JsonObject> last(Person device) {
        var all = device.live().heard("me:asta-" + id);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }
}
