package vadra.live;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vadra.core.Position;
import vadra.core.Problem;
import vadra.core.RoomId;

/**
 * One listener of one channel, from catch-up to live without a seam: what arrives while the missed part is read is held
 * back, and goes out after it. Confined to its hub's thread.
 */
public final class Subscription {
    /** A listener that missed more than this reloads instead of catching up. */
    public static final int MAX_MISSED = Ring.SIZE;

    private final Hub hub;
    private final String channel;
    private final Listener listener;
    private @Nullable List<Publication> held = new ArrayList<>();
    private long last;
    private boolean open = true;
    private boolean overrun;
    /** Where it sits in its channel, -1 for nowhere. */
    private int seat = -1;

    private Subscription(Hub hub, String channel, Listener listener) {
        this.hub = hub;
        this.channel = channel;
        this.listener = listener;
    }

    static Subscription passing(Hub hub, String channel, Listener listener) {
        var subscription = new Subscription(hub, channel, listener);
        subscription.begin();
        subscription.release(0);
        return subscription;
    }

    /**
     * Where a subscription begins.
     *
     * @param offset everything up to here has been seen, is in {@code missed}, or is to be loaded anew
     * @param recovered whether {@code missed} is complete; false when nothing was to be recovered, too
     */
    public record Start(long offset, boolean recovered, List<Publication> missed) {
        public Start {
            missed = List.copyOf(missed);
        }
    }

    /** Opens subscriptions to a log's channels. */
    public record Source(LogTail tail, String epoch, Hub hub) {
        /** Listens to a channel that has no log. */
        public Subscription passing(String channel, Listener listener) {
            return Subscription.passing(hub, channel, listener);
        }

        /**
         * Listens to a room's channel.
         *
         * @param since what the listener knows, null for a newcomer
         * @param ready gets the start, on the hub's thread, before the listener gets anything
         */
        public Subscription room(
                String channel,
                RoomId room,
                @Nullable Position since,
                Listener listener,
                Consumer<Future<Start>> ready) {
            var subscription = new Subscription(hub, channel, listener);
            subscription.begin();
            start(room, since)
                    .onComplete(start -> hub.loop().execute(() -> {
                        if (start.failed()) {
                            subscription.close();
                            ready.accept(Future.failedFuture(start.cause()));
                        } else if (subscription.overrun) {
                            ready.accept(Future.failedFuture(Problem.unavailable(
                                    "The room is too busy to catch up with.", Duration.ofSeconds(1))));
                        } else if (subscription.open) {
                            ready.accept(Future.succeededFuture(start.result()));
                            subscription.release(start.result().offset());
                        }
                    }));
            return subscription;
        }

        private Future<Start> start(RoomId room, @Nullable Position since) {
            if (since == null || !since.epoch().equals(epoch)) {
                return afresh(room);
            }
            return tail.missed(room, since.offset()).compose(missed -> {
                if (missed.isEmpty()) {
                    return afresh(room);
                }
                var events = missed.get();
                if (events.isEmpty()) {
                    // What comes from here on is held back already, so it must not count as seen; and a listener
                    // ahead of the log has known another life of it.
                    return tail.holds(room, since.offset())
                            .compose(known -> known
                                    ? Future.succeededFuture(new Start(since.offset(), true, List.of()))
                                    : afresh(room));
                }
                return Future.succeededFuture(
                        new Start(events.get(events.size() - 1).offset(), true, events));
            });
        }

        private Future<Start> afresh(RoomId room) {
            return tail.top(room).map(top -> new Start(top, false, List.of()));
        }
    }

    private void begin() {
        hub.join(channel, this);
    }

    private void release(long offset) {
        last = offset;
        var waiting = held == null ? List.<Publication>of() : held;
        held = null;
        if (!waiting.isEmpty()) {
            deliverNew(new Batch(waiting));
        }
    }

    void deliver(Batch batch) {
        if (!open) {
            return;
        }
        if (held != null) {
            held.addAll(batch.publications());
            if (held.size() > MAX_MISSED) {
                // The read has not come back while a thousand passed by: let the client come again.
                overrun = true;
                held.clear();
                close();
            }
        } else if (batch.isAfter(last)) {
            listener.take(batch);
        } else {
            deliverNew(batch);
        }
    }

    /** Delivers what is not known from catching up. */
    private void deliverNew(Batch batch) {
        var unknown = batch.after(last);
        if (!unknown.isEmpty()) {
            var own = new Batch(unknown);
            listener.take(own);
            own.release();
        }
    }

    void overrun() {
        if (open) {
            overrun = true;
            close();
            listener.overrun();
        }
    }

    int seat() {
        return seat;
    }

    void seat(int taken) {
        seat = taken;
    }

    /** Listens no more. */
    public void close() {
        if (open) {
            open = false;
            hub.leave(channel, this);
        }
    }
}
