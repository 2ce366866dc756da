package vadra.live;

/** Somebody who listens to a channel over some connection. Called only on its hub's thread. */
public interface Subscriber {
    /** Takes a publication. Must not block, and must bound what it holds back. */
    void deliver(Publication publication);
}
