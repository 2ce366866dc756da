package vadra.channels;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.RoomId;
import vadra.direct.PgConversations;
import vadra.live.Fanout;
import vadra.live.Follower;
import vadra.live.Hint;
import vadra.live.Hints;
import vadra.live.Publication;
import vadra.peoplewire.DirectJson;

/**
 * Tells who talks in private that something happened there. What goes through here, on this node and between nodes, is that
 * a conversation has grown, and who is writing; no word of what was said. Each listener reads that for itself.
 *
 * <p>Who follows what is remembered, so that growth that no hint told of is found by {@link #poll}. Safe for use by any thread.
 */
public final class DirectPulse {
    /** Channels that nobody can name: {@link Channels#known} does not know them. */
    private static final String GROWTH = "~talk:";
    /** The logs that these hints are of; those of rooms have another epoch. */
    private static final String GREW = "talk";

    private static final String TYPING = "typing:";
    private static final int MAX_OWN = 1_000;

    private final PgConversations reader;
    private final Fanout fanout;
    private final Hints hints;
    private final Executor thread;
    /** How many listen to which here, and where its log stood when they were told last. */
    private final Map<UUID, Followed> followed = new ConcurrentHashMap<>();

    /** What this node told, until it hears it itself; each hint has a number of its own in place of a sequence. */
    private final Set<Hint> own = Collections.synchronizedSet(new LinkedHashSet<>());

    private final AtomicLong numbers =
            new AtomicLong(ThreadLocalRandom.current().nextLong(1L << 62));

    private record Followed(int listeners, long top) {}

    /**
     * Makes a pulse; {@link #listen} before it is used.
     *
     * @param thread that on which all is published
     */
    public DirectPulse(PgConversations reader, Fanout fanout, Hints hints, Executor thread) {
        this.reader = reader;
        this.fanout = fanout;
        this.hints = hints;
        this.thread = thread;
    }

    /** Hears what other nodes tell. */
    public Future<Void> listen() {
        return hints.listen(this::hinted, this::look);
    }

    private void look() {
        var unused = poll();
    }

    /** Something was committed in a conversation by this node. */
    public void changed(UUID conversation) {
        wake(conversation);
        tell(GREW, conversation);
    }

    /** A member writes in a conversation; who may let that be seen was looked up before. */
    public void typing(UUID conversation, Actor by) {
        types(conversation, by.handle());
        // Under the member's id, so that it does not take the place of what tells of growth.
        tell(TYPING + conversation + ":" + by.handle(), by.id().value());
    }

    private void tell(String epoch, UUID id) {
        var hint = new Hint(epoch, new RoomId(id), numbers.incrementAndGet());
        synchronized (own) {
            if (own.size() == MAX_OWN) {
                own.remove(own.iterator().next());
            }
            own.add(hint);
        }
        hints.tell(hint);
    }

    private void hinted(Hint hint) {
        if (own.remove(hint)) {
            // A node hears itself too.
            return;
        }
        if (hint.epoch().equals(GREW)) {
            wake(hint.room().value());
        } else if (hint.epoch().startsWith(TYPING)) {
            var parts = hint.epoch().split(":", 3);
            types(UUID.fromString(parts[1]), parts[2]);
        }
    }

    private void wake(UUID conversation) {
        thread.execute(() -> fanout.publish(new Publication(growth(conversation), 0, "", "", false)));
        reader.told(conversation)
                .onSuccess(told -> thread.execute(() -> told.forEach(one -> {
                    var said = DirectJson.told(conversation, one.unread());
                    fanout.publish(Push.signal(Channels.me(one.handle()), said, false));
                })));
    }

    private void types(UUID conversation, String handle) {
        var said = DirectJson.typing(handle);
        var whole = Push.signal(Channels.talk(conversation), said, false);
        thread.execute(() -> fanout.publish(whole.on(growth(conversation))));
    }

    /** Where listeners of a conversation are told that it has grown. */
    public String growth(UUID conversation) {
        return GROWTH + conversation;
    }

    /** Somebody here begins to follow a conversation. */
    public void follows(UUID conversation) {
        followed.merge(conversation, new Followed(1, -1), (one, more) -> new Followed(one.listeners() + 1, one.top()));
    }

    /** Somebody here follows a conversation no more. */
    public void leaves(UUID conversation) {
        followed.computeIfPresent(
                conversation, (id, one) -> one.listeners() == 1 ? null : new Followed(one.listeners() - 1, one.top()));
    }

    /** Looks whether any conversation that is followed here has grown unnoticed. */
    public Future<Void> poll() {
        var ids = List.copyOf(followed.keySet());
        return ids.isEmpty()
                ? Future.succeededFuture()
                : reader.tops(ids).map(tops -> {
                    tops.forEach(this::seen);
                    return null;
                });
    }

    private void seen(UUID conversation, long top) {
        var grown = new AtomicBoolean();
        followed.computeIfPresent(conversation, (id, one) -> {
            grown.set(one.top() < top);
            return new Followed(one.listeners(), top);
        });
        if (grown.get()) {
            thread.execute(() -> fanout.publish(new Publication(growth(conversation), 0, "", "", false)));
        }
    }

    /** A conversation's log as one member may read it; it says how the conversation stands whenever that changed. */
    public Follower.Log log(UUID conversation, MemberId as) {
        var channel = Channels.talk(conversation);
        var stands = new AtomicReference<>(new JsonObject());
        return (after, limit) -> reader.events(as, conversation, after, limit).map(read -> {
            var events = DirectJson.events(read).stream()
                    .map(event -> Push.logged(channel, event.seq(), event.data()))
                    .toList();
            var stand = DirectJson.stands(read);
            var signals = stand.equals(stands.getAndSet(stand))
                    ? List.<Publication>of()
                    : List.of(Push.signal(channel, stand, false));
            return new Follower.Part(read.getLong("top"), events, signals);
        });
    }
}
