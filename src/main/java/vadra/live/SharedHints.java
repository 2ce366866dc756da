package vadra.live;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The same hints for several who listen, each to those of its own logs. Safe for use by any thread. */
public final class SharedHints implements Hints {
    private final Hints hints;
    private final List<Consumer<Hint>> hearing = new CopyOnWriteArrayList<>();
    private final List<Runnable> missing = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> noting = new CopyOnWriteArrayList<>();

    /** Shares hints that nobody listens to yet. */
    public SharedHints(Hints hints) {
        this.hints = hints;
        hints.onNote(line -> noting.forEach(one -> one.accept(line)));
    }

    @Override
    public synchronized Future<Void> listen(Consumer<Hint> heard, Runnable missed) {
        boolean first = hearing.isEmpty();
        hearing.add(heard);
        missing.add(missed);
        return first
                ? hints.listen(hint -> hearing.forEach(one -> one.accept(hint)), () -> missing.forEach(Runnable::run))
                : Future.succeededFuture();
    }

    @Override
    public void tell(Hint hint) {
        hints.tell(hint);
    }

    @Override
    public void onNote(Consumer<String> heard) {
        noting.add(heard);
    }

    @Override
    public void note(String line) {
        hints.note(line);
    }

    @Override
    public Future<Void> close() {
        return hints.close();
    }
}
