package vadra.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void stop() {
        TestDatabase.get(VERTX.close());
    }

    @Test
    void eachDatabaseIsMigratedAndItsOwn() {
        var one = TestDatabase.fresh();
        var other = TestDatabase.fresh();

        var rows = TestDatabase.get(one.pool(VERTX)
                .query("SELECT count(*) AS n, current_setting('server_version_num')::int / 10000 AS pg FROM member")
                .execute());

        assertThat(one.url()).isNotEqualTo(other.url());
        assertThat(rows.iterator().next().getLong("n")).isZero();
        assertThat(rows.iterator().next().getInteger("pg")).isEqualTo(18);
    }
}
