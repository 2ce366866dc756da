package vadra.circles;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ObjLongConsumer;

/**
 * Which circles have changed, on whichever node. It is asked about once a second, by one at a time; of more than 500 that
 * changed within ten seconds the newest are told, and who looks at another sees it when they next ask.
 */
public final class CircleChanges {
    private final PgCircles circles;
    private Map<String, Long> told = Map.of();

    public CircleChanges(Pool pool) {
        this.circles = new PgCircles(pool);
    }

    /** Tells each circle that has changed since the last call, with its version. */
    public Future<Void> tell(ObjLongConsumer<String> changed) {
        return circles.changed()
                .onSuccess(now -> {
                    now.forEach((slug, version) -> {
                        if (!Objects.equals(told.get(slug), version)) {
                            changed.accept(slug, version);
                        }
                    });
                    told = new HashMap<>(now);
                })
                .mapEmpty();
    }
}
