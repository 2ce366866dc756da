package vadra.live;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One listener of a log that only some may read. It is told that the log has grown, and reads for itself, as whoever listens,
 * what follows the last that it had; so nothing is ever sent to it that it may not read. What comes while it reads makes it
 * read once more. Confined to its hub's thread.
 */
public final class Follower implements Listener {
    /** As much is read at once; a listener that missed more than {@link Subscription#MAX_MISSED} loads anew. */
    public static final int READ = 200;

    private final Hub hub;
    private final Listener listener;
    private final Log log;
    private @Nullable Subscription ears;
    private long last;
    private boolean begun;
    private boolean reading;
    private boolean again;
    private boolean open = true;

    private Follower(Hub hub, Listener listener, Log log) {
        this.hub = hub;
        this.listener = listener;
        this.log = log;
    }

    /** The log, as one listener may read it. */
    public interface Log {
        /**
         * What follows a place.
         *
         * @param limit at most this many events
         * @return fails for who may not read it
         */
        Future<Part> after(long seq, int limit);
    }

    /**
     * A part of the log.
     *
     * @param top where the log stands
     * @param events in order
     * @param signals what else is to be said now, without an offset
     */
    public record Part(long top, List<Publication> events, List<Publication> signals) {
        public Part {
            events = List.copyOf(events);
            signals = List.copyOf(signals);
        }
    }

    /**
     * Begins to follow.
     *
     * @param growth the channel on which it is told of growth, by publications without content; such with content are passed on
     * @param beginning from where on, and who gets to know
     */
    public static Follower begin(Hub hub, String growth, Listener listener, Log log, Beginning beginning) {
        var follower = new Follower(hub, listener, log);
        follower.ears = Subscription.passing(hub, growth, follower);
        long since = beginning.since() == null ? Long.MAX_VALUE : beginning.since();
        log.after(since, Subscription.MAX_MISSED + 1)
                .onComplete(read -> hub.loop().execute(() -> follower.begun(read, beginning)));
        return follower;
    }

    /**
     * From where on, and who gets to know.
     *
     * @param since the last that the listener knows, null for a newcomer
     * @param ready gets the start, on the hub's thread, before the listener gets anything
     */
    public record Beginning(@Nullable Long since, Consumer<Future<Subscription.Start>> ready) {}

    private void begun(AsyncResult<Part> read, Beginning beginning) {
        if (!open) {
            return;
        }
        if (read.failed()) {
            close();
            beginning.ready().accept(Future.failedFuture(read.cause()));
            return;
        }
        var part = read.result();
        var since = beginning.since();
        boolean recovered =
                since != null && since <= part.top() && part.events().size() <= Subscription.MAX_MISSED;
        var missed = recovered ? part.events() : List.<Publication>of();
        last = missed.isEmpty() ? recovered && since != null ? since : part.top() : offset(missed);
        begun = true;
        beginning.ready().accept(Future.succeededFuture(new Subscription.Start(last, recovered, missed)));
        deliver(part.signals());
        if (again) {
            read();
        }
    }

    @Override
    public void take(Batch batch) {
        var said = batch.publications().stream()
                .filter(publication -> !publication.data().isEmpty())
                .toList();
        if (said.size() < batch.publications().size()) {
            grown();
        }
        if (begun) {
            deliver(said);
        }
    }

    @Override
    public void overrun() {
        grown();
    }

    private void grown() {
        if (begun && !reading) {
            read();
        } else {
            again = true;
        }
    }

    private void read() {
        reading = true;
        again = false;
        log.after(last, READ).onComplete(read -> hub.loop().execute(() -> took(read)));
    }

    private void took(AsyncResult<Part> read) {
        reading = false;
        if (!open) {
            return;
        }
        if (read.failed()) {
            // It comes back by its offset, and misses nothing.
            close();
            listener.overrun();
            return;
        }
        var part = read.result();
        var all = new ArrayList<>(part.events());
        all.addAll(part.signals());
        if (!part.events().isEmpty()) {
            last = offset(part.events());
        }
        deliver(all);
        if (again || part.events().size() == READ) {
            read();
        }
    }

    private static long offset(List<Publication> events) {
        return events.get(events.size() - 1).offset();
    }

    private void deliver(List<Publication> publications) {
        if (open && !publications.isEmpty()) {
            var batch = new Batch(publications);
            listener.take(batch);
            batch.release();
        }
    }

    /** Follows no more. */
    public void close() {
        open = false;
        if (ears != null) {
            ears.close();
        }
    }
}
