package vadra.wire;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells the failures that pass by themselves, because PostgreSQL is away, starting, stopping or out of breath. */
final class PgOutage {
    /**
     * Classes of SQLSTATE: connection exceptions, transactions rolled back for others' sake, insufficient resources,
     * operator intervention, system errors.
     */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57", "58");

    private PgOutage() {}

    static boolean is(Throwable failure) {
        if (failure instanceof DatabaseException told) {
            return Optional.ofNullable(told.getSqlState())
                    .filter(state -> state.length() == 5 && PASSING.contains(state.substring(0, 2)))
                    .isPresent();
        }
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof ClosedConnectionException
                || failure instanceof ConnectionPoolTooBusyException
                // The pool has no class of its own for a wait in vain.
                || (failure.getClass() == VertxException.class
                        && String.valueOf(failure.getMessage()).startsWith("Timeout"));
    }
}
