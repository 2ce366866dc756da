package vadra.live;

/** Where a subscription's publications go. Called only on its hub's thread. */
public interface Listener {
    /** Takes what left the channel. Must not block, and must bound what it holds back. */
    void take(Batch batch);

    /** More came than could be held for it: nothing comes any more, and it should begin again from where it is. */
    void overrun();
}
