package vadra.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import java.util.UUID;
import vadra.live.Hints;
import vadra.live.LocalHints;
import vadra.live.PgPresence;
import vadra.live.Presence;
import vadra.live.SharedHints;

/** The other servers on the database, where there are some: hints of what they commit, and how many people they have. */
record Neighbours(Hints hints, Optional<PgPresence> presence) {
    static Neighbours of(Settings settings, Vertx vertx, Database database, Pool pool) {
        return switch (settings.hints()) {
            case LOCAL -> new Neighbours(new SharedHints(new LocalHints()), Optional.empty());
            case PG ->
                new Neighbours(
                        new SharedHints(database.hints(vertx)), Optional.of(new PgPresence(pool, UUID.randomUUID())));
        };
    }

    /** Tells them who is here, and hears who is there. To be called every few seconds. */
    Future<Void> exchange(Presence here) {
        if (presence.isEmpty()) {
            return Future.succeededFuture();
        }
        var changed = here.takeUntold();
        return presence.get()
                .exchange(changed)
                .onSuccess(here::elsewhere)
                .onFailure(away -> here.untold(changed.keySet()))
                .mapEmpty();
    }

    /** Says good-bye. */
    Future<Void> leave() {
        return presence.map(PgPresence::leave)
                .orElseGet(Future::succeededFuture)
                .eventually(hints::close);
    }
}
