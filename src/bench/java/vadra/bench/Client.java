package vadra.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import vadra.bench.server.Dialect;

/**
 * One WebSocket client, as cheap as it can be: it counts the marks of what it hears, and measures the age of some. All
 * clients of a crowd live on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A client that cannot write is found out by what is missing in the end.
final class Client extends ChannelInboundHandlerAdapter {
    /** What stands before each time stamp, and nowhere else in what is said. */
    static final char MARK = '^';

    static final int STAMP = 16;

    /** No divisor of the usual sizes of rooms, so that those who measure sit anywhere. */
    private static final int MEASURING_ONE_OF = 7;

    private static final int COMPRESSED = 0x40;

    private static final byte[] MASK = {0, 0, 0, 0};

    private final Crowd crowd;
    private final int number;
    private final Dialect.Seat seat;
    private final boolean measures;
    private final Deque<String> welcome;
    private final Deque<String> hello;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf held;
    private String entry = "";
    private boolean open;
    private long marks;

    /**
     * Makes a client that is not connected yet.
     *
     * @param number its place in the crowd
     */
    Client(Crowd crowd, int number, Dialect.Seat seat) {
        this.crowd = crowd;
        this.number = number;
        this.seat = seat;
        this.measures = number % MEASURING_ONE_OF == 0;
        this.hello = new ArrayDeque<>(crowd.dialect().hello(seat));
        this.welcome = new ArrayDeque<>(crowd.dialect().welcome(seat));
    }

    int number() {
        return number;
    }

    Dialect.Seat seat() {
        return seat;
    }

    String room() {
        return seat.room();
    }

    /** The last line of its welcome, which in ours tells where in the log it came in. */
    String entry() {
        return entry;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        var host = crowd.url().getAuthority();
        var request = "GET " + crowd.dialect().path(seat.room()) + " HTTP/1.1\r\nHost: " + host
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + crowd.headers() + "\r\n";
        active.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
    }

    void send(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var frame = Unpooled.buffer(bytes.length + 8);
        frame.writeByte(0x81);
        if (bytes.length < 126) {
            frame.writeByte(0x80 | bytes.length);
        } else {
            frame.writeByte(0x80 | 126).writeShort(bytes.length);
        }
        frame.writeBytes(MASK).writeBytes(bytes);
        if (context != null) {
            context.writeAndFlush(frame);
        }
    }

    void cut() {
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
        if (!welcome.isEmpty() || !open) {
            crowd.failed(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext on, Throwable failure) {
        crowd.refused(failure.toString());
        on.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext on, Object message) {
        var in = (ByteBuf) message;
        if (held != null) {
            in = held.writeBytes(in);
            ((ByteBuf) message).release();
            held = null;
        }
        if (!open) {
            open = handshaken(in);
        }
        if (open) {
            while (frame(in)) {
                // Each turn takes one frame.
            }
        }
        if (in.isReadable()) {
            held = Unpooled.buffer(in.readableBytes()).writeBytes(in);
        }
        in.release();
    }

    private boolean handshaken(ByteBuf in) {
        var head = in.toString(StandardCharsets.US_ASCII);
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        if (!head.startsWith("HTTP/1.1 101")) {
            crowd.refused(head.substring(0, head.indexOf('\r')));
            in.skipBytes(in.readableBytes());
            cut();
            return false;
        }
        in.skipBytes(end + 4);
        next();
        return true;
    }

    /** Says the next line of its hello, or is in the room. */
    private void next() {
        var line = hello.poll();
        if (line != null) {
            send(line);
        }
        if (welcome.isEmpty()) {
            hello.forEach(this::send);
            hello.clear();
            crowd.entered(this);
        }
    }

    private boolean frame(ByteBuf in) {
        int at = in.readerIndex();
        int readable = in.readableBytes();
        if (readable < 2) {
            return false;
        }
        int length = in.getByte(at + 1) & 0x7F;
        int head = length < 126 ? 2 : length == 126 ? 4 : 10;
        if (readable < head) {
            return false;
        }
        length = head == 2 ? length : head == 4 ? in.getUnsignedShort(at + 2) : (int) in.getLong(at + 2);
        if (readable < head + length) {
            return false;
        }
        crowd.received(head + length);
        int first = in.getUnsignedByte(at);
        if ((first & 0x0F) == 8) {
            crowd.closed(length < 2 ? 0 : in.getUnsignedShort(at + head));
        } else if ((first & COMPRESSED) != 0) {
            var inflated = crowd.inflated(in.slice(at + head, length));
            message(inflated, 0, inflated.readableBytes());
        } else {
            message(in, at + head, length);
        }
        in.skipBytes(head + length);
        return true;
    }

    private void message(ByteBuf in, int from, int length) {
        if (!welcome.isEmpty()) {
            var text = in.toString(from, length, StandardCharsets.UTF_8);
            for (var line : text.lines().toList()) {
                if (!welcome.isEmpty() && line.startsWith(welcome.peek())) {
                    welcome.poll();
                    entry = line;
                    next();
                } else if (crowd.dialect().isRefusal(line)) {
                    crowd.refused(line);
                    cut();
                }
            }
        } else if (in.indexOf(from, from + length, (byte) MARK) >= 0) {
            count(in, from, from + length);
        } else {
            in.toString(from, length, StandardCharsets.UTF_8).lines().forEach(this::line);
        }
    }

    private void line(String line) {
        if (crowd.dialect().isPing(line)) {
            send(crowd.dialect().pong(line));
        } else {
            crowd.answered(line);
        }
    }

    private void count(ByteBuf in, int from, int to) {
        int copies = crowd.dialect().copies();
        int found = in.indexOf(from, to, (byte) MARK);
        while (found >= 0) {
            if (marks++ % copies == 0) {
                crowd.delivered(measures ? stamp(in, found + 1) : 0);
            }
            found = in.indexOf(found + STAMP, to, (byte) MARK);
        }
    }

    private static long stamp(ByteBuf in, int at) {
        long stamp = 0;
        for (int i = 0; i < STAMP; i++) {
            stamp = stamp * 10 + (in.getByte(at + i) - '0');
        }
        return stamp;
    }
}
