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
    private static final int REFUSED = 3;
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
            var floods = IntStream.range(0, ACCOUNTS)
                    .parallel()
                    .mapToObj(n -> flood(Person.joins(server.url(), "ny-" + n, history), n % 2 == 0))
                    .toList();
            asta.says("vi pratar");
            asta.says("som vanligt");

            int acked = floods.stream().mapToInt(Integer::intValue).sum();
            assertThat(acked).isGreaterThanOrEqualTo(ACCOUNTS * MOST / 4);
            assertThat(RoomLog.read(host.api().base(), "flod"))
                    .as("all that was acknowledged, and nothing else")
                    .hasSize(acked);
            Wait.until("the refusals are counted", () -> refusals(database) == ACCOUNTS * REFUSED);
        }
    }

    /** Writes as fast as it can until it was refused some times, each with how long to wait; how many were acknowledged. */
    private static int flood(Person newcomer, boolean overSocket) {
        var person = overSocket ? newcomer.enters("flod") : newcomer.entersQuietly("flod");
        int refused = 0;
        int sent = 0;
        for (; refused < REFUSED; sent++) {
            assertThat(sent).as("posts before it was refused").isLessThan(500);
            var problem = overSocket ? live(person, sent) : http(person, sent);
            problem.ifPresent(told -> {
                assertThat(told.getString("limit")).isEqualTo("newcomer");
                assertThat(told.getLong("retryAfterMs")).isBetween(1L, 12_000L);
            });
            refused += problem.isPresent() ? 1 : 0;
        }
        person.close();
        return sent - refused;
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
