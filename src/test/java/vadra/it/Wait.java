package vadra.it;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting for what must come, with a patience that a slow machine does not exhaust. */
public final class Wait {
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private Wait() {}

    /** Waits a minute at most. */
    public static void until(String what, BooleanSupplier come) {
        until(what, PATIENCE, come);
    }

    public static void until(String what, Duration patience, BooleanSupplier come) {
        long end = System.nanoTime() + patience.toNanos();
        while (!come.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come within " + patience.toSeconds() + " s: " + what);
            }
            pause(10);
        }
    }

    public static void pause(long milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
