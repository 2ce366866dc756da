package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import vadra.app.TestDatabase;

/** Two servers on one database, and an issuer of identities that they trust. */
final class OutsideHouse implements AutoCloseable {
    private final TestDatabase database = TestDatabase.fresh();
    private final Vertx vertx = Vertx.vertx();
    private final Pool sql = database.pool(vertx);
    private final int port = TestIssuer.freePort();
    private final TestIssuer issuer = TestIssuer.start(address().resolve("/sign-in/back"));
    private final TestServer server = node(port);
    private final TestServer other = node(0);

    private TestServer node(int atPort) {
        return TestServer.start(
                database.url(),
                Map.of(
                        "VADRA_HTTP_PORT",
                        String.valueOf(atPort),
                        "VADRA_HTTP_PUBLIC_URL",
                        address().toString(),
                        "VADRA_LIVE_HINTS",
                        "pg",
                        "VADRA_OIDC_ISSUER",
                        issuer.url(),
                        "VADRA_OIDC_CLIENT_ID",
                        TestIssuer.CLIENT,
                        "VADRA_OIDC_CLIENT_SECRET",
                        TestIssuer.SECRET,
                        "VADRA_OIDC_NAME",
                        "Kundkontot",
                        "VADRA_OIDC_STAFF_GROUP",
                        "personal"));
    }

    /** Where browsers find the first of the servers. */
    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Where the second is. */
    String other() {
        return other.url().toString();
    }

    TestIssuer issuer() {
        return issuer;
    }

    void sql(String statement) {
        get(sql.query(statement).execute());
    }

    /** The one value that a query finds. */
    String one(String query) {
        return String.valueOf(get(sql.query(query).execute()).iterator().next().getValue(0));
    }

    static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).doesNotContain("vadra=");
    }

    @Override
    public void close() {
        List.of(server, other).forEach(TestServer::close);
        issuer.close();
        get(vertx.close());
    }
}
