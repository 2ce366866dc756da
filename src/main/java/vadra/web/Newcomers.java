package vadra.web;

import io.vertx.core.http.HttpConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Connections over which no whole request has come yet. Who takes longer than {@value #PATIENCE_MS} ms to say what it
 * wants is cut off, so that silence and crumbs cost little. Confined to one event loop.
 */
final class Newcomers {
    static final long PATIENCE_MS = 10_000;

    /** In the order in which they came, with the time of a monotonic clock. */
    private final Map<HttpConnection, Long> silent = new LinkedHashMap<>();

    void came(HttpConnection connection, long nowMs) {
        silent.put(connection, nowMs);
        connection.closeHandler(gone -> silent.remove(connection));
    }

    /** A request's head is whole. */
    void spoke(HttpConnection connection) {
        silent.remove(connection);
    }

    /** Once a second. */
    void tick(long nowMs) {
        var late = new ArrayList<HttpConnection>();
        for (var each : silent.entrySet()) {
            if (nowMs - each.getValue() <= PATIENCE_MS) {
                break;
            }
            late.add(each.getKey());
        }
        late.forEach(connection -> {
            silent.remove(connection);
            connection.close();
        });
    }
}
