package vadra.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.IOException;

/**
 * Writes straight to a socket's descriptor, past Netty's outbound queue, which halves what a write to a thousand readers
 * costs. Only where the transport is epoll, nothing is queued before, and no TLS stands between.
 */
final class DirectWrite {
    private DirectWrite() {}

    /** Whether a channel can be written to so at all. */
    static boolean fits(Channel channel) {
        return channel instanceof EpollSocketChannel;
    }

    /**
     * Writes what the socket takes at once; the frame's reader index moves past it.
     *
     * @return whether all was taken; what was not is the caller's to queue
     * @throws IOException when the peer has gone
     */
    static boolean write(Channel channel, ByteBuf frame) throws IOException {
        var queue = channel.unsafe().outboundBuffer();
        if (queue == null || !queue.isEmpty() || !frame.hasMemoryAddress()) {
            return false;
        }
        int taken = ((EpollSocketChannel) channel)
                .fd()
                .writeAddress(frame.memoryAddress(), frame.readerIndex(), frame.writerIndex());
        frame.skipBytes(Math.max(0, taken));
        return !frame.isReadable();
    }
}
