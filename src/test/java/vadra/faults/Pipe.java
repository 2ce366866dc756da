package vadra.faults;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One connection through a {@link FaultProxy}: near is who opened it, far is where it leads. */
@SuppressWarnings("FutureReturnValueIgnored") // What cannot be written or closed is gone, which is what was wanted.
public final class Pipe {
    private final Channel near;
    private final Channel far;
    private final Supplier<Duration> latency;
    /** Only on the channels' loop, which is one. */
    private boolean stuck;

    private boolean dripping;

    Pipe(Channel near, Channel far, Supplier<Duration> latency) {
        this.near = near;
        this.far = far;
        this.latency = latency;
        far.pipeline().addLast(new Passing(near, true));
        near.pipeline().addLast(new Passing(far, false));
    }

    /** Passes on what arrives at one end, no faster than the other end takes it. */
    private final class Passing extends ChannelInboundHandlerAdapter {
        private final Channel to;
        private final boolean toNear;
        private long due;

        Passing(Channel to, boolean toNear) {
            this.to = to;
            this.toNear = toNear;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (toNear) {
                near.read();
                far.read();
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var bytes = (ByteBuf) message;
            due = Math.max(due, System.nanoTime() + latency.get().toNanos());
            long wait = due - System.nanoTime();
            if (wait > 0) {
                context.executor().schedule(() -> pass(context, bytes), wait, TimeUnit.NANOSECONDS);
            } else {
                pass(context, bytes);
            }
        }

        private void pass(ChannelHandlerContext context, ByteBuf bytes) {
            if (dripping && toNear && to.isActive() && bytes.isReadable()) {
                to.writeAndFlush(bytes.readRetainedSlice(1));
                context.executor().schedule(() -> pass(context, bytes), 1, TimeUnit.SECONDS);
                return;
            }
            to.writeAndFlush(bytes).addListener(written -> {
                if (!written.isSuccess()) {
                    context.close();
                } else if (!stuck) {
                    context.read();
                }
            });
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                ((DuplexChannel) to).shutdownOutput();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            to.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            // A reset is passed on as a reset.
            reset();
        }
    }

    /** Closes both ends in good order. */
    public void cut() {
        near.close();
        far.close();
    }

    /** Resets both ends. */
    public void reset() {
        lingerNot(near);
        lingerNot(far);
        cut();
    }

    private static void lingerNot(Channel channel) {
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException closedAlready) {
            // Then there is nothing left to reset.
            return;
        }
    }

    /** Tells who opened it that nothing more will come; what it sends still arrives. */
    public void halfClose() {
        ((DuplexChannel) near).shutdownOutput();
    }

    /** Passes nothing on any more, and closes nothing: neither end learns of it. */
    public void swallow() {
        near.eventLoop().execute(() -> stuck = true);
    }

    /** Passes one byte a second to who opened it. */
    public void drip() {
        near.eventLoop().execute(() -> dripping = true);
    }
}
