package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;

/** A server that starts answers at once, whatever there is to count, and counts it meanwhile. */
class MonitorStartTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void stop() {
        TestDatabase.get(VERTX.close());
    }

    /** Says more than a page of the log, and names a claim that holds some of it. */
    private static void say(TestServer server) {
        var staff = server.staff();
        var named = new JsonObject().put("title", "Brand").put("phrases", new JsonArray().add("fattar eld"));
        assertThat(staff.post("/api/desk/claims", named).status()).isEqualTo(201);
        var people = List.of("asta", "bo", "cia", "dan").stream()
                .map(name -> Person.member(server.url(), name))
                .toList();
        assertThat(people.get(0)
                        .post(
                                "/api/rooms",
                                new JsonObject().put("title", "koket").put("slug", "koket"))
                        .status())
                .isEqualTo(201);
        for (int i = 0; i < 1_250; i++) {
            var text = i % 10 == 0 ? "Den fattar eld, nummer " + i : "Ett ord om kaffe " + i;
            var said = people.get(i % 4).post("/api/rooms/koket/posts", new JsonObject().put("text", text));
            assertThat(said.status()).isEqualTo(201);
        }
    }

    private static JsonObject reading(Api staff) {
        return staff.get("/api/desk/claims/brand").json().getJsonObject("reading");
    }

    private static JsonObject monitor(Api staff) {
        var state = staff.get("/api/desk/monitor").json();
        assertThat(Schemas.OPENAPI.errors("MonitorState", state)).isEmpty();
        return state;
    }

    @Test
    void itIsReadyBeforeTheLogIsReadSaysHowFarItIsAndComesToTheSameState() {
        var before = TestServer.start(DATABASE.url(), Map.of());
        say(before);
        Wait.until("all is counted", () -> reading(before.staff()).getInteger("mentions") == 125);
        before.stop();
        before.close();
        var reader = TestDatabase.get(DATABASE.pool(VERTX).getConnection());
        // Nobody reads the log of rooms while this lasts.
        run(reader, "BEGIN");
        run(reader, "LOCK TABLE event IN ACCESS EXCLUSIVE MODE");
        try (var server = TestServer.start(DATABASE.url(), Map.of())) {
            assertThat(new Api(server.url(), Optional.empty())
                            .get("/health/ready")
                            .status())
                    .isEqualTo(200);
            var staff = server.staff();
            assertThat(monitor(staff).getString("catchingUp")).isNotNull();
            assertThat(reading(staff).getInteger("mentions")).isZero();
            run(reader, "COMMIT");
            Wait.until("it has caught up", () -> monitor(staff).getString("catchingUp") == null);
            var reading = reading(staff);
            assertThat(reading.getInteger("mentions")).isEqualTo(125);
            assertThat(reading.getInteger("carriers")).isEqualTo(2);
            assertThat(staff.get("/api/desk/claims/brand/minutes").json().getJsonArray("minutes").stream()
                            .mapToInt(minute -> ((JsonObject) minute).getInteger("spreads"))
                            .sum())
                    .isEqualTo(125);
        }
    }

    private static void run(SqlConnection sql, String statement) {
        TestDatabase.get(sql.query(statement).execute());
    }
}
