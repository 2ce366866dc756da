package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;

/** New accounts that write as fast as they can are told so, each of them, and nobody else pays for it. */
class FloodTest {
    private static final int ACCOUNTS = 8;
    private static final int EACH = 12;
    private static final int MOST = 20;

    @Test
    void whoFloodsIsToldWhenToComeBackAndTheOthersTalkOn() {
        var database = TestDatabase.fresh();
        var limits = Map.of(
                "VADRA_LIMITS_NEWCOMER_HOURS", "3", "VADRA_LIMITS_NEWCOMER_WRITES_PER_MINUTE", Integer.toString(MOST));
        try (var server = TestServer.start(database.url(), limits)) {
            var history = new History();
            var asta = Person.joins(server.url(), "asta", history).startsRoom("lugnt");
            var host = Person.joins(server.url(), "vard", history).startsRoom("flod");
            var acked = IntStream.range(0, ACCOUNTS)
                    .parallel()
                    .map(n -> flood(Person.joins(server.url(), "ny-" + n, history), n % 2 == 0))
                    .sum();
            asta.says("vi pratar");
            asta.says("som vanligt");

            assertThat(acked).isGreaterThanOrEqualTo(ACCOUNTS * MOST / 4).isLessThan(ACCOUNTS * EACH);
            assertThat(RoomLog.read(host.api().base(), "flod"))
                    .as("all that was acknowledged, and nothing else")
                    .hasSize(acked);
            Wait.until("the refusals are counted", () -> refusals(database) == ACCOUNTS * EACH - acked);
        }
    }

    /** How many of the posts were acknowledged; each of the others was told how long to wait. */
    private static int flood(Person newcomer, boolean overSocket) {
        var person = overSocket ? newcomer.enters("flod") : newcomer.entersQuietly("flod");
        int acked = 0;
        for (int i = 0; i < EACH; i++) {
            var problem = overSocket ? live(person, i) : http(person, i);
            problem.ifPresent(told -> {
                assertThat(told.getString("limit")).isEqualTo("newcomer");
                assertThat(told.getLong("retryAfterMs")).isBetween(1L, 12_000L);
            });
            acked += problem.isEmpty() ? 1 : 0;
        }
        assertThat(acked).isLessThan(EACH);
        person.close();
        return acked;
    }

    private static Optional<JsonObject> http(Person person, int i) {
        var answer = person.triesToSay("nummer " + i, "h" + i);
        return answer.status() == 201 ? Optional.empty() : Optional.of(answer.json());
    }

    private static Optional<JsonObject> live(Person person, int i) {
        return Optional.ofNullable(person.triesToSayLive("nummer " + i, "l" + i).getJsonObject("error"))
                .map(error -> error.getJsonObject("problem"));
    }

    private static long refusals(TestDatabase database) {
        var vertx = Vertx.vertx();
        try {
            return get(database.serverPool(vertx)
                            .query("SELECT coalesce(sum(number), 0)::bigint FROM calm_count WHERE kind = 'newcomer'")
                            .execute())
                    .iterator()
                    .next()
                    .getLong(0);
        } finally {
            get(vertx.close());
        }
    }
}
