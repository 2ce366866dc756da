package vadra.app;

import io.vertx.core.Future;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server does every so often. What fails is done again the next time. Safe for use by any thread. */
final class Chores {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** Does a chore, unless it is still under way since the last time: a slow database is not asked the same twice. */
    void run(String name, Supplier<Future<?>> chore) {
        if (underWay.add(name)) {
            Future.succeededFuture()
                    .compose(begun -> chore.get().<Void>mapEmpty())
                    .onFailure(away -> LOG.debug("{}-failed cause={}", name, away.toString()))
                    .onComplete(done -> underWay.remove(name));
        }
    }
}
