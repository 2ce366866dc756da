package vadra.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchkeeperTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool SQL = TestDatabase.fresh().pool(VERTX);

    private final Watchkeeper first = new Watchkeeper(SQL, UUID.randomUUID());
    private final Watchkeeper second = new Watchkeeper(SQL, UUID.randomUUID());

    @BeforeEach
    void begin() {
        TestDatabase.get(SQL.query("DELETE FROM watchkeeper").execute());
        TestDatabase.get(first.renew());
        TestDatabase.get(second.renew());
    }

    @AfterAll
    static void stop() {
        TestDatabase.get(VERTX.close());
    }

    @Test
    void theFirstKeepsTheWatchForAsLongAsItRenewsAndNobodyElseDoes() {
        for (int i = 0; i < 3; i++) {
            TestDatabase.get(first.renew());
            TestDatabase.get(second.renew());
            assertThat(first.keeps()).isTrue();
            assertThat(second.keeps()).isFalse();
        }
    }

    @Test
    void whoLeavesIsFollowedAtOnceAndDoesNotComeBack() {
        TestDatabase.get(first.leave());
        TestDatabase.get(first.renew());
        assertThat(first.keeps()).isFalse();
        TestDatabase.get(second.renew());
        assertThat(second.keeps()).isTrue();
    }

    @Test
    void whoFallsSilentIsFollowedWhenItsLeaseIsOverAndKnowsIt() {
        TestDatabase.get(
                SQL.query("UPDATE watchkeeper SET until = clock_timestamp()").execute());
        TestDatabase.get(second.renew());
        assertThat(second.keeps()).isTrue();
        TestDatabase.get(first.renew());
        assertThat(first.keeps()).isFalse();
    }
}
