package vadra.core;

/** Something that happened and was committed. Each room of the house seals its own family of events. */
public interface Event {
    /** The dotted name used in the log, on the wire and in the documentation, such as {@code post.created}. */
    String kind();

    /** Whether earlier events of its room have words that nobody may read from now on. */
    default boolean recalls() {
        return false;
    }

    /** Whether earlier events, of whichever room, name somebody whom nobody may be told of from now on. */
    default boolean recallsEverywhere() {
        return false;
    }
}
