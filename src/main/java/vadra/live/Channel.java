package vadra.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One channel on one event loop: who listens, and what waits to be sent. A large channel is served in slices, so that
 * others come between. Confined to its hub's thread.
 */
final class Channel {
    /** So many listeners are served in one turn of the loop. */
    static final int SLICE = 1_000;
    /** The most that waits; who would have got more begins again from the log. */
    static final int MAX_WAITING = 4_096;
    /** The most that leaves in one message. */
    static final int MAX_BATCH = 256;

    private final Hub hub;
    private Subscription[] listeners = new Subscription[4];
    private int count;
    private List<Publication> waiting = new ArrayList<>();
    private boolean urgent;
    private boolean sending;
    private long lastSent;
    private long timer = Long.MAX_VALUE;

    Channel(Hub hub) {
        this.hub = hub;
        this.lastSent = hub.nanos() - hub.pace().nanos(true, 0);
    }

    void join(Subscription listener) {
        if (count == listeners.length) {
            listeners = Arrays.copyOf(listeners, count * 2);
        }
        listener.seat(count);
        listeners[count++] = listener;
    }

    /** Takes a listener out; the last one gets its seat. */
    void leave(Subscription listener) {
        int seat = listener.seat();
        if (seat < 0) {
            return;
        }
        var last = listeners[--count];
        last.seat(seat);
        listeners[seat] = last;
        Arrays.fill(listeners, count, count + 1, null);
        listener.seat(-1);
    }

    boolean isEmpty() {
        return count == 0;
    }

    void add(Publication publication) {
        waiting.add(publication);
        urgent |= !publication.patient();
        if (waiting.size() > MAX_WAITING) {
            overrun();
        }
    }

    void overrun() {
        waiting = new ArrayList<>();
        List.of(Arrays.copyOf(listeners, count)).forEach(Subscription::overrun);
    }

    /** Sends what waits, when it is time; sees to it that it is looked at again when it is not. */
    void settle() {
        if (sending || waiting.isEmpty()) {
            return;
        }
        long now = hub.nanos();
        long due = lastSent + hub.pace().nanos(!urgent, count);
        if (now - due >= 0) {
            send(now);
        } else if (timer == Long.MAX_VALUE || due - timer < 0) {
            timer = due;
            hub.loop().after(due - now, this::wake);
        }
    }

    private void wake() {
        timer = Long.MAX_VALUE;
        settle();
    }

    private void send(long now) {
        lastSent = now;
        var batch = new Batch(waiting.subList(0, Math.min(MAX_BATCH, waiting.size())));
        waiting = new ArrayList<>(waiting.subList(batch.publications().size(), waiting.size()));
        urgent = waiting.stream().anyMatch(publication -> !publication.patient());
        sending = true;
        // Who leaves or comes while slices are under way must not move the others.
        slice(batch, Arrays.copyOf(listeners, count), 0);
    }

    private void slice(Batch batch, Subscription[] to, int from) {
        int end = Math.min(to.length, from + SLICE);
        for (int i = from; i < end; i++) {
            to[i].deliver(batch);
        }
        if (end < to.length) {
            hub.loop().execute(() -> slice(batch, to, end));
        } else {
            batch.release();
            sending = false;
            settle();
        }
    }
}
