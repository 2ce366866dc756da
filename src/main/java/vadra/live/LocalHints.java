package vadra.live;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Hints within one process: all that a server without other nodes needs. */
public final class LocalHints implements Hints {
    private final List<Consumer<Hint>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public Future<Void> listen(Consumer<Hint> heard, Runnable missed) {
        listeners.add(heard);
        return Future.succeededFuture();
    }

    @Override
    public void tell(Hint hint) {
        listeners.forEach(listener -> listener.accept(hint));
    }

    /** There is no other node. */
    @Override
    public void onNote(Consumer<String> heard) {}

    @Override
    public void note(String line) {}

    @Override
    public Future<Void> close() {
        listeners.clear();
        return Future.succeededFuture();
    }
}
