package vadra.live;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vadra.core.Position;
import vadra.core.Problem;
import vadra.core.Recorded;
import vadra.core.RoomId;

/**
 * One listener of one channel, from catch-up to live without a seam: what arrives while the missed part is read is held
 * back, and goes out after it. Confined to its hub's thread.
 */
public final class Subscription implements Subscriber {
    /** A listener that missed more than this reloads instead of catching up. */
    public static final int MAX_MISSED = 1_000;

    private final Hub hub;
    private final String channel;
    private final Consumer<Publication> sink;
    private @Nullable List<Publication> held = new ArrayList<>();
    private long last;
    private boolean open = true;
    private boolean overrun;

    private Subscription(Hub hub, String channel, Consumer<Publication> sink) {
        this.hub = hub;
        this.channel = channel;
        this.sink = sink;
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
    public record Source(LogTail tail, String epoch, Function<Recorded, Publication> encoder, Hub hub, Executor loop) {
        /** Listens to a channel that has no log. */
        public Subscription passing(String channel, Consumer<Publication> sink) {
            var subscription = new Subscription(hub, channel, sink);
            subscription.begin();
            subscription.release(0);
            return subscription;
        }

        /**
         * Listens to a room's channel.
         *
         * @param since what the listener knows, null for a newcomer
         * @param ready gets the start, on the hub's thread, before the sink gets anything
         */
        public Subscription room(
                String channel,
                RoomId room,
                @Nullable Position since,
                Consumer<Publication> sink,
                Consumer<Future<Start>> ready) {
            var subscription = new Subscription(hub, channel, sink);
            subscription.begin();
            start(room, since)
                    .onComplete(start -> loop.execute(() -> {
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
            return tail.after(room, since.offset(), MAX_MISSED).compose(missed -> {
                if (missed.size() == MAX_MISSED) {
                    return afresh(room);
                }
                if (missed.isEmpty()) {
                    // What comes from here on is held back already, so it must not count as seen; and a listener
                    // ahead of the log has known another life of it.
                    return tail.holds(room, since.offset())
                            .compose(known -> known
                                    ? Future.succeededFuture(new Start(since.offset(), true, List.of()))
                                    : afresh(room));
                }
                return Future.succeededFuture(new Start(
                        missed.get(missed.size() - 1).seq(),
                        true,
                        missed.stream().map(encoder).toList()));
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
        waiting.forEach(this::deliver);
    }

    @Override
    public void deliver(Publication publication) {
        if (!open) {
            return;
        }
        if (held != null) {
            held.add(publication);
            if (held.size() > MAX_MISSED) {
                // The read has not come back while a thousand passed by: let the client come again.
                overrun = true;
                held.clear();
                close();
            }
        } else if (publication.offset() == 0) {
            sink.accept(publication);
        } else if (publication.offset() > last) {
            last = publication.offset();
            sink.accept(publication);
        }
    }

    /** Listens no more. */
    public void close() {
        open = false;
        hub.leave(channel, this);
    }
}
