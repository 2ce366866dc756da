package vadra.live;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.websocket.ServerFrame;

/**
 * What leaves a channel together, framed once for all who get it. Confined to its hub's thread, and valid only while it
 * is delivered.
 */
public final class Batch {
    private static final long NO_OFFSET = Long.MAX_VALUE;

    private final List<Publication> publications;
    private final long first;
    private @Nullable ByteBuf plain;
    private @Nullable ByteBuf deflated;

    Batch(List<Publication> publications) {
        this.publications = List.copyOf(publications);
        this.first = publications.stream()
                .mapToLong(Publication::offset)
                .filter(offset -> offset > 0)
                .min()
                .orElse(NO_OFFSET);
    }

    /** In the channel's order, never empty. */
    public List<Publication> publications() {
        return publications;
    }

    /**
     * The frame for sockets; the batch's own, to be retained by who keeps it.
     *
     * @param compressed whether the reader takes compressed frames
     */
    public ByteBuf frame(boolean compressed) {
        if (compressed) {
            if (deflated == null) {
                deflated = ServerFrame.deflated(pushes());
            }
            return deflated;
        }
        if (plain == null) {
            plain = ServerFrame.text(pushes());
        }
        return plain;
    }

    private List<byte[]> pushes() {
        return publications.stream().map(Publication::push).toList();
    }

    /** Whether all of it is new to who knows the channel up to an offset. */
    boolean isAfter(long offset) {
        return first > offset;
    }

    /** The part that is new to who knows the channel up to an offset. */
    List<Publication> after(long offset) {
        return publications.stream()
                .filter(publication -> publication.offset() == 0 || publication.offset() > offset)
                .toList();
    }

    void release() {
        if (plain != null) {
            plain.release();
        }
        if (deflated != null) {
            deflated.release();
        }
    }
}
