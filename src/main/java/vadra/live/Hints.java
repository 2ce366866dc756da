package vadra.live;

import io.vertx.core.Future;
import java.util.function.Consumer;

/**
 * How nodes on one database hear of each other's commits, and pass on what is said in no log.
 *
 * <p>Implementers promise: {@link #tell} neither blocks nor fails, costs bounded memory however often it is called, and
 * may lose; what is heard was told by some node; and of a room the highest sequence told last is heard unless it is lost.
 * A node may hear what it told itself.
 */
public interface Hints {
    /**
     * Begins to hear.
     *
     * @param heard called on any thread; must neither block nor throw
     * @param missed called when hints may have been lost, so that the log is looked at
     */
    Future<Void> listen(Consumer<Hint> heard, Runnable missed);

    /** Tells all nodes that a room has grown. On any thread. */
    void tell(Hint hint);

    /**
     * Begins to hear what other nodes pass on. To be called before {@link #listen}.
     *
     * @param heard called on any thread, never with what this node passed on itself; must neither block nor throw
     */
    void onNote(Consumer<String> heard);

    /**
     * Passes a line of at most {@value #MOST_NOTE} characters on to the other nodes; like a hint it may be lost, and costs
     * bounded memory. On any thread.
     */
    void note(String line);

    /** The longest line that is passed on. */
    int MOST_NOTE = 2_000;

    /** Hears and tells no more. */
    Future<Void> close();
}
