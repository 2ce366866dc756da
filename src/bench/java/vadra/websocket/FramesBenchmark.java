package vadra.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Frames: a batch of pushes once for all readers, and what a client sent. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FramesBenchmark {
    private static final String PUSH =
            "{\"push\":{\"channel\":\"room:fjallglod\",\"pub\":{\"data\":{\"kind\":\"post.created\",\"post\":\""
                    + "3f1c2a60-1111-4222-8333-944455556666\",\"by\":{\"handle\":\"asta\",\"name\":\"Åsta Lind\"},\"text\":{\"source\":\""
                    + "Är det någon mer som fått den att krångla i kyla?\"}},\"offset\":42}}}";

    /** How many pushes leave together. */
    @Param({"1", "10"})
    public int pushes;

    private final byte[] push = PUSH.getBytes(StandardCharsets.UTF_8);
    private final byte[] sent = masked(PUSH.getBytes(StandardCharsets.UTF_8));
    private int heard;
    private final FrameReader reader = new FrameReader(false, new FrameReader.Sink() {
        @Override
        public void text(String text) {
            heard = text.length();
        }

        @Override
        public void ping(byte[] payload) {}

        @Override
        public void closed(int code) {}
    });

    private static byte[] masked(byte[] payload) {
        var frame = Unpooled.buffer(payload.length + 8);
        frame.writeByte(0x81).writeByte(0x80 | 126).writeShort(payload.length).writeInt(0);
        var bytes = new byte[payload.length + 8];
        frame.writeBytes(payload).readBytes(bytes);
        return bytes;
    }

    private List<byte[]> batch() {
        return Collections.nCopies(pushes, push);
    }

    /** A batch to one plain frame. */
    @Benchmark
    public int framesPlain() {
        return released(ServerFrame.text(batch()));
    }

    /** A batch to one compressed frame. */
    @Benchmark
    public int framesDeflated() {
        return released(ServerFrame.deflated(batch()));
    }

    private static int released(ByteBuf frame) {
        int length = frame.readableBytes();
        frame.release();
        return length;
    }

    /** A client's frame to its text. */
    @Benchmark
    public int readsAFrame() throws Fault {
        reader.read(Unpooled.wrappedBuffer(sent));
        return heard;
    }
}
