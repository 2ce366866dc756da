package vadra.live;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** A thread whose turns are taken by hand, with a clock of its own. */
final class Turns implements Hub.Loop {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Queue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::due));
    private long now;

    private record Timer(long due, Runnable turn) {}

    @Override
    public void execute(Runnable turn) {
        waiting.add(turn);
    }

    @Override
    public void after(long nanos, Runnable turn) {
        timers.add(new Timer(now + nanos, turn));
    }

    long nanos() {
        return now;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void next() {
        var turn = waiting.poll();
        if (turn != null) {
            turn.run();
        }
    }

    void all() {
        while (!waiting.isEmpty()) {
            next();
        }
    }

    /** Lets time pass, with all that happens meanwhile. */
    void pass(long nanos) {
        long until = now + nanos;
        all();
        for (var timer = timers.peek(); timer != null && timer.due() <= until; timer = timers.peek()) {
            timers.remove();
            now = timer.due();
            timer.turn().run();
            all();
        }
        now = until;
    }
}
