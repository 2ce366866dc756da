package vadra.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket, the last handler of its channel. Confined to the channel's event loop, as all its methods are.
 *
 * <p>Bounds: what a peer may send is {@link FrameReader}'s to say, what may wait for a peer that does not read is
 * {@link Outbox}'s. A peer that does not answer a close within {@value #CLOSE_SECONDS} s is cut off.
 */
public final class WebSocket extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocket.class);
    private static final int CLOSE_SECONDS = 3;

    /** Characters of lines that are joined in one message, or a few more. */
    private static final int MOST_JOINED = 64 * 1024;

    private final boolean deflate;
    /** From one to five seconds, so that thousands who rest do not all come back at once. */
    private static final long REST_MS = 1_000;

    private static final long MAX_REST_MS = 5_000;

    private final Slow slow;
    private final FrameReader reader;
    private Listener listener = Listener.DEAF;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Outbox outbox;
    private @Nullable StringBuilder lines;
    private boolean closing;

    /** Hears what a socket says. */
    public interface Listener {
        /** Hears nothing; what a socket has until somebody listens. */
        Listener DEAF = new Listener() {
            @Override
            public void message(String text) {}

            @Override
            public void gone() {}
        };

        /** A text message came. */
        void message(String text);

        /** The socket is no more. */
        void gone();
    }

    /** How a peer that reads too slowly is sent away. */
    public record Slow(int code, String reason) {}

    private final class Incoming implements FrameReader.Sink {
        @Override
        public void text(String text) {
            if (!closing) {
                listener.message(text);
            }
        }

        @Override
        public void ping(byte[] payload) {
            frame(ServerFrame.control(Opcode.PONG, payload));
        }

        @Override
        public void closed(int code) {
            close(code, "");
            // Both sides have said it (section 7.1.1): the server ends the connection, behind what is written.
            context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    WebSocket(boolean deflate, Slow slow) {
        this.deflate = deflate;
        this.slow = slow;
        this.reader = new FrameReader(deflate, new Incoming());
    }

    /** From now on somebody hears. */
    public void listen(Listener hears) {
        listener = hears;
    }

    /** Whether shared frames may be sent compressed. */
    public boolean deflates() {
        return deflate;
    }

    /** Reads nothing for {@value #REST_MS} to {@value #MAX_REST_MS} ms: what the peer sends waits at its side, and what it is sent goes out. */
    public void rest() {
        var channel = context().channel();
        channel.config().setAutoRead(false);
        long rest = ThreadLocalRandom.current().nextLong(REST_MS, MAX_REST_MS);
        var unused =
                context().executor().schedule(() -> channel.config().setAutoRead(true), rest, TimeUnit.MILLISECONDS);
    }

    /** Sends a line of text, joined with the others of this turn of the event loop in one message. */
    public void line(String line) {
        if (closing) {
            return;
        }
        if (lines == null) {
            lines = new StringBuilder(line);
            context().executor().execute(this::flushLines);
        } else {
            lines.append('\n').append(line);
        }
        if (lines.length() >= MOST_JOINED) {
            // What a peer makes us say in one turn counts against what may wait for it, like all else.
            flushLines();
        }
    }

    /**
     * Sends a frame that others get too, behind all that was sent before.
     *
     * @param frame stays the caller's
     */
    public void shared(ByteBuf frame) {
        if (!closing) {
            flushLines();
            frame(frame.retainedDuplicate());
        }
    }

    /** Whether the socket is being closed, by either side. */
    public boolean closing() {
        return closing;
    }

    /** Closes the socket, behind what was sent before; nothing is sent or heard after it. */
    public void close(int code, String reason) {
        if (closing) {
            return;
        }
        flushLines();
        if (closing || outbox == null) {
            return;
        }
        closing = true;
        outbox.end(ServerFrame.control(Opcode.CLOSE, Closing.payload(code, reason)));
        var unused = context().executor().schedule(this::cutOff, CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    private void cutOff() {
        var unused = context().close();
    }

    private void flushLines() {
        if (lines != null) {
            var text = lines.toString();
            lines = null;
            frame(ServerFrame.text(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private void frame(ByteBuf frame) {
        if (closing || outbox == null) {
            frame.release();
        } else if (!outbox.send(frame)) {
            close(slow.code(), slow.reason());
        }
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("not on a channel yet");
        }
        return context;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        outbox = new Outbox(added);
    }

    @Override
    public void channelRead(ChannelHandlerContext on, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            // The end of the request that became this socket.
            ReferenceCountUtil.release(message);
            return;
        }
        try {
            reader.read(bytes);
        } catch (Fault fault) {
            LOG.debug("socket.fault code={} reason={}", fault.code(), fault.reason());
            reader.fail();
            close(fault.code(), fault.reason());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext on) {
        if (outbox != null) {
            outbox.drain();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext on) {
        closing = true;
        reader.close();
        if (outbox != null) {
            outbox.clear();
        }
        listener.gone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext on, Throwable failure) {
        if (failure instanceof IOException) {
            LOG.debug("socket.failed cause={}", failure.toString());
        } else {
            LOG.error("socket.fault", failure);
        }
        var unused = on.close();
    }
}
