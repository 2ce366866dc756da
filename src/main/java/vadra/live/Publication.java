package vadra.live;

import java.nio.charset.StandardCharsets;

/** Something for all listeners of a channel, already in the form in which it is sent. */
public final class Publication {
    private final String channel;
    private final long offset;
    private final String data;
    private final byte[] push;
    private final boolean patient;

    /**
     * Encodes a publication.
     *
     * @param channel where it goes
     * @param offset its place in the channel's log, 0 for a passing signal that is in no log
     * @param data the content, for transports that frame it themselves
     * @param push the whole push, the same for every socket
     * @param patient whether it may wait a little for others to leave with; see {@link Pace}
     */
    public Publication(String channel, long offset, String data, String push, boolean patient) {
        this.channel = channel;
        this.offset = offset;
        this.data = data;
        this.push = push.getBytes(StandardCharsets.UTF_8);
        this.patient = patient;
    }

    private Publication(String channel, Publication other) {
        this.channel = channel;
        this.offset = other.offset;
        this.data = other.data;
        this.push = other.push;
        this.patient = other.patient;
    }

    /** The same bytes for listeners of another channel, who pass them on as what they are. */
    public Publication on(String other) {
        return new Publication(other, this);
    }

    String channel() {
        return channel;
    }

    /** Its place in the channel's log, 0 for a passing signal. */
    public long offset() {
        return offset;
    }

    /** The encoded content. */
    public String data() {
        return data;
    }

    /** The encoded push, in UTF-8; nobody changes it. */
    byte[] push() {
        return push;
    }

    boolean patient() {
        return patient;
    }
}
