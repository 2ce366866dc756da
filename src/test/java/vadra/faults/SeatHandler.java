package vadra.faults;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/** The WebSocket of a {@link Seat}, with no more of RFC 6455 than a server of ours sends. */
@SuppressWarnings("FutureReturnValueIgnored") // What cannot be written is missed when the swarm is counted.
final class SeatHandler extends ChannelInboundHandlerAdapter {
    private static final byte[] MASK = {0, 0, 0, 0};
    private static final int CLOSE = 8;
    private static final int TEXT = 1;

    private final Seat seat;
    private final String host;
    private final ByteBuf held = Unpooled.buffer();
    private boolean open;

    SeatHandler(Seat seat, String host) {
        this.seat = seat;
        this.host = host;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        seat.opened(context.channel());
        context.writeAndFlush(Unpooled.copiedBuffer(
                "GET /connection/websocket HTTP/1.1\r\nHost: " + host
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                StandardCharsets.US_ASCII));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        held.writeBytes(bytes);
        bytes.release();
        if (!open && shaken(context)) {
            open = true;
            send(context, seat.hello());
        }
        while (open && frame(context)) {
            // Each turn takes one frame.
        }
        held.discardSomeReadBytes();
    }

    private boolean shaken(ChannelHandlerContext context) {
        var head = held.toString(StandardCharsets.US_ASCII);
        int end = head.indexOf("\r\n\r\n");
        if (end >= 0 && !head.startsWith("HTTP/1.1 101")) {
            // Refused for now, such as by a server that holds as many as it may.
            context.close();
            return false;
        }
        if (end >= 0) {
            held.skipBytes(end + 4);
        }
        return end >= 0;
    }

    private boolean frame(ChannelHandlerContext context) {
        int at = held.readerIndex();
        int readable = held.readableBytes();
        if (readable < 2) {
            return false;
        }
        int length = held.getByte(at + 1) & 0x7F;
        int head = length < 126 ? 2 : length == 126 ? 4 : 10;
        if (readable < head) {
            return false;
        }
        length = head == 2 ? length : head == 4 ? held.getUnsignedShort(at + 2) : (int) held.getLong(at + 2);
        if (readable < head + length) {
            return false;
        }
        int opcode = held.getByte(at) & 0x0F;
        if (opcode == CLOSE) {
            seat.closed(length < 2 ? 0 : held.getUnsignedShort(at + head));
            context.close();
        } else if (opcode == TEXT) {
            held.toString(at + head, length, StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> answer(context, seat.line(line)));
        }
        held.skipBytes(head + length);
        return true;
    }

    private static void answer(ChannelHandlerContext context, @org.jspecify.annotations.Nullable String answer) {
        if (answer != null) {
            send(context, answer);
        }
    }

    private static void send(ChannelHandlerContext context, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var frame = Unpooled.buffer(bytes.length + 8).writeByte(0x81);
        if (bytes.length < 126) {
            frame.writeByte(0x80 | bytes.length);
        } else {
            frame.writeByte(0x80 | 126).writeShort(bytes.length);
        }
        context.writeAndFlush(frame.writeBytes(MASK).writeBytes(bytes));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        seat.gone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        context.close();
    }
}
