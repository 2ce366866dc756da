package vadra.history;

import java.util.ArrayList;
import java.util.List;

/**
 * What clients did and saw, in the order in which it happened, as the clients tell it themselves. Safe for use by any
 * thread; the order of calls is the order of the history.
 */
public final class History {
    private final List<Step> steps = new ArrayList<>();
    private long acked;

    /** One thing that a client did or saw in a room. */
    public sealed interface Step {
        String client();

        String room();

        /** It is about to send a command. */
        record Sent(String client, String room, String command) implements Step {}

        /** The server said that the command is committed at an offset. */
        record Acked(String client, String room, String command, long offset) implements Step {}

        /** An event arrived; of a post the id is that of the command which made it. */
        record Heard(String client, String room, long offset, String id) implements Step {}

        /** It listens from here on: it has loaded all up to an offset by other means. */
        record Loaded(String client, String room, long offset) implements Step {}

        /** It listens to the end, and is to have heard everything. */
        record Stayed(String client, String room) implements Step {}
    }

    public synchronized void add(Step step) {
        steps.add(step);
        acked += step instanceof Step.Acked ? 1 : 0;
    }

    public synchronized List<Step> steps() {
        return List.copyOf(steps);
    }

    public synchronized long acked() {
        return acked;
    }
}
