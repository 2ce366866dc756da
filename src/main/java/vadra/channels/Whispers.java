package vadra.channels;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.live.Fanout;
import vadra.live.Hints;

/**
 * Signals that stand in no log and come from somebody's act on one node: they go to the listeners of a channel on all nodes.
 * One that is lost on the way between nodes is not sent again. Safe for use by any thread; listeners hear on the tail's.
 */
public final class Whispers {
    private static final Logger LOG = LoggerFactory.getLogger(Whispers.class);

    private static final List<String> TYPING = List.of("kind", "people");
    private static final List<String> MARK = List.of("kind", "mark");

    private final Fanout fanout;
    private final Hints nodes;
    private final Executor thread;

    /**
     * Wires the signals.
     *
     * @param nodes the way to the other nodes, not yet listened to
     * @param thread the one on which things are sent to listeners
     */
    public Whispers(Fanout fanout, Hints nodes, Executor thread) {
        this.fanout = fanout;
        this.nodes = nodes;
        this.thread = thread;
        nodes.onNote(this::hear);
    }

    /** Sends a signal to whoever listens to a channel, here and on the other nodes. */
    void send(String channel, JsonObject signal) {
        nodes.note(
                new JsonObject().put("channel", channel).put("signal", signal).encode());
        publish(channel, signal);
    }

    private void hear(String note) {
        try {
            var heard = new JsonObject(note);
            var channel = heard.getString("channel", "");
            var signal = heard.getJsonObject("signal", new JsonObject());
            var known = known(channel, signal);
            if (known == null) {
                LOG.warn("whispers.unknown");
            } else {
                publish(channel, known);
            }
        } catch (RuntimeException unreadable) {
            LOG.warn("whispers.unreadable cause={}", unreadable.getClass().getSimpleName());
        }
    }

    /**
     * Another node is not taken at its word: what stands in a log, or is nobody's business to say, does not come this way, and
     * of what does, no more than is known of its kind.
     */
    private static @Nullable JsonObject known(String channel, JsonObject signal) {
        return switch (signal.getString("kind", "")) {
            case "typing" -> Channels.roomOf(channel).isPresent() ? only(signal, TYPING) : null;
            case "mark" -> channel.startsWith(Channels.ME) ? only(signal, MARK) : null;
            default -> null;
        };
    }

    private static JsonObject only(JsonObject signal, List<String> fields) {
        var known = new JsonObject();
        fields.stream().filter(signal::containsKey).forEach(field -> known.put(field, signal.getValue(field)));
        return known;
    }

    private void publish(String channel, JsonObject signal) {
        thread.execute(() -> fanout.publish(Push.signal(channel, signal, true)));
    }
}
