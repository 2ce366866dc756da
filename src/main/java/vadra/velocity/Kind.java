package vadra.velocity;

/** How a post came to be. */
public enum Kind {
    /** Begins a thread. */
    ORIGINAL,
    /** Answers another post, or quotes it. */
    REPLY,
    /** Passes another post on as it is. */
    SHARE
}
