package vadra.socket;

/** What may be done once in two seconds; further ones in that time are let go. Confined to its event loop. */
final class Sparing {
    private static final long NANOS = 2_000_000_000L;

    private long last = System.nanoTime() - NANOS;

    boolean may() {
        long now = System.nanoTime();
        if (now - last < NANOS) {
            return false;
        }
        last = now;
        return true;
    }
}
