package vadra.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one peer. While the peer reads, a frame goes straight to its socket; when it does not, the
 * transport takes its share ({@code isWritable} says how much) and the rest waits here, up to {@link #MAX_BYTES} and
 * {@link #MAX_FRAMES}. Frames are shared with other readers, so what waits costs memory once for all who lag.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the channel, which is all there is to know.
final class Outbox {
    /** The most bytes that wait for one peer, beside the transport's own 64 KiB. */
    static final int MAX_BYTES = 1024 * 1024;
    /** The most frames that wait for one peer. */
    static final int MAX_FRAMES = 1024;

    private final ChannelHandlerContext peer;
    private final boolean direct;
    private @Nullable Queue<ByteBuf> waiting;
    private int bytes;

    Outbox(ChannelHandlerContext peer) {
        this.peer = peer;
        // With TLS another handler stands before ours, and bytes must pass it.
        this.direct = DirectWrite.fits(peer.channel()) && peer.pipeline().first() == peer.handler();
    }

    /**
     * Sends a frame, now or when the peer has read on.
     *
     * @param frame released here, whatever becomes of it
     * @return false when too much waits already; then all that waited is dropped
     */
    boolean send(ByteBuf frame) {
        if (waiting == null && peer.channel().isWritable()) {
            write(frame);
            return true;
        }
        if (waiting == null) {
            waiting = new ArrayDeque<>();
        }
        waiting.add(frame);
        bytes += frame.readableBytes();
        if (bytes > MAX_BYTES || waiting.size() > MAX_FRAMES) {
            clear();
            return false;
        }
        return true;
    }

    /** Sends a last frame behind what the transport already has; what still waits here is sent before it. */
    void end(ByteBuf last) {
        if (waiting != null) {
            waiting.forEach(frame -> peer.write(frame, peer.voidPromise()));
            forget();
        }
        peer.writeAndFlush(last, peer.voidPromise());
    }

    /** The peer reads again: what waits goes out, as far as it goes. */
    void drain() {
        while (waiting != null && peer.channel().isWritable()) {
            var next = waiting.poll();
            if (next == null) {
                forget();
            } else {
                bytes -= next.readableBytes();
                write(next);
            }
        }
    }

    /** Drops what waits. */
    void clear() {
        if (waiting != null) {
            waiting.forEach(ByteBuf::release);
            forget();
        }
    }

    private void forget() {
        waiting = null;
        bytes = 0;
    }

    private void write(ByteBuf frame) {
        if (direct && writtenAtOnce(peer.channel(), frame)) {
            frame.release();
        } else {
            peer.writeAndFlush(frame, peer.voidPromise());
        }
    }

    private static boolean writtenAtOnce(Channel channel, ByteBuf frame) {
        try {
            return DirectWrite.write(channel, frame);
        } catch (IOException gone) {
            channel.close();
            return true;
        }
    }
}
