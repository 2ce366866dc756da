package vadra.exposure;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import vadra.core.MemberId;

/** Counts who was shown each claim, here and on all nodes together. */
public final class ExposureService {
    private final PgExposure store;
    private final Clock clock;
    private final Executor thread;
    private final Exposure exposure = new Exposure();

    /**
     * Makes the service.
     *
     * @param thread runs what it is given one by one, in order
     */
    public ExposureService(Pool pool, Clock clock, Executor thread) {
        this.store = new PgExposure(pool);
        this.clock = clock;
        this.thread = thread;
    }

    /** Takes in what is kept. */
    public Future<Void> start() {
        return store.since(Exposure.oldest(clock.instant()))
                .compose(kept -> onThread(() -> {
                    kept.forEach(exposure::join);
                    return null;
                }));
    }

    /** Members were shown a claim now. Called on the service's thread. */
    public void shown(UUID claim, Collection<MemberId> members) {
        exposure.shown(claim, members, clock.instant());
    }

    /** About how many members were shown a claim lately. Called on the service's thread. */
    public long estimate(UUID claim) {
        return exposure.estimate(claim);
    }

    /** Joins what was counted here with what other nodes counted. */
    public Future<Void> save() {
        return onThread(exposure::takeUnsaved)
                .compose(mine -> Future.join(mine.stream().map(store::join).toList()))
                .compose(joined -> onThread(() -> {
                    joined.<Exposure.Kept>list().forEach(exposure::join);
                    return null;
                }));
    }

    /** Forgets what is older than a week, and claims but those that are watched. */
    public Future<Void> tidy(Set<UUID> watched) {
        var now = clock.instant();
        return store.purge(Exposure.oldest(now))
                .compose(done -> onThread(() -> {
                    exposure.tidy(now, watched);
                    return null;
                }));
    }

    private <T> Future<T> onThread(Supplier<T> work) {
        var done = Promise.<T>promise();
        thread.execute(() -> {
            try {
                done.complete(work.get());
            } catch (RuntimeException failure) {
                done.fail(failure);
            }
        });
        return done.future();
    }
}
