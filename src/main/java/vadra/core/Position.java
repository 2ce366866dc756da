package vadra.core;

/**
 * A place in a room's log.
 *
 * <p>The offset alone is not enough: a log that was restored from an older backup counts on from a lower number, so
 * that the same offset names another event. The epoch changes with such a restore, and tells the two apart.
 *
 * @param epoch names the life of the log, 1 to 64 characters
 * @param offset the sequence of the last event that the holder knows, 0 before the first
 */
public record Position(String epoch, long offset) {
    public Position {
        if (offset < 0) {
            throw new IllegalArgumentException("offset " + offset);
        }
    }
}
