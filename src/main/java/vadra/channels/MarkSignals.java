package vadra.channels;

import vadra.marks.ReadMark;
import vadra.peoplewire.MarkJson;

/** Tells a member's other tabs and devices how far the member has read. */
public final class MarkSignals {
    private final Whispers whispers;

    public MarkSignals(Whispers whispers) {
        this.whispers = whispers;
    }

    /** A mark has moved. */
    public void moved(String handle, ReadMark mark) {
        whispers.send(Channels.me(handle), MarkJson.moved(mark));
    }
}
