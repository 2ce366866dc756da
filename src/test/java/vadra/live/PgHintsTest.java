package vadra.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.it.Wait;

class PgHintsTest extends HintsContract {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = DATABASE.pool(VERTX);

    @AfterAll
    static void stop() {
        TestDatabase.get(VERTX.close());
    }

    @Override
    List<Hints> ends() {
        return List.of(end(), end());
    }

    private static Hints end() {
        return new PgHints(VERTX, DATABASE.pool(VERTX, 1));
    }

    @Test
    void aLostConnectionComesBackAndSaysThatSomethingMayBeMissing() {
        var missed = new AtomicInteger();
        var third = end();
        TestDatabase.get(third.listen(hint -> {}, missed::incrementAndGet));
        assertThat(missed).hasValue(1);
        TestDatabase.get(
                POOL.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%vadra_hint%'"
                                + " AND pid <> pg_backend_pid()")
                        .execute());
        Wait.until("it has come back", () -> missed.get() >= 2);
        TestDatabase.get(third.close());
        var room = room();
        Wait.until("the others have come back too", () -> {
            one().tell(new Hint("abc", room, 1));
            return heardByTwo(room);
        });
    }

    @Test
    void whatNobodyCanReadHurtsNobody() {
        for (var payload : List.of("", "abc", "abc x:1", "abc 00000000-0000-0000-0000-000000000001:x")) {
            TestDatabase.get(POOL.query("NOTIFY vadra_hint, '" + payload + "'").execute());
        }
        whatOneTellsTheOtherHears();
        assertThat(hintsHeardByTwo()).isEqualTo(1);
    }
}
