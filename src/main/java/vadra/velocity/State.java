package vadra.velocity;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Collects a state's numbers as bytes, so that two states can be compared bit by bit. */
final class State {
    private ByteBuffer bytes = ByteBuffer.allocate(1024);

    void put(long value) {
        room(Long.BYTES);
        bytes.putLong(value);
    }

    void put(double value) {
        put(Double.doubleToRawLongBits(value));
    }

    void put(byte[] value) {
        put((long) value.length);
        room(value.length);
        bytes.put(value);
    }

    void putAll(double[] values) {
        for (double value : values) {
            put(value);
        }
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private void room(int needed) {
        if (bytes.remaining() < needed) {
            var larger = ByteBuffer.allocate(Math.max(bytes.capacity() * 2, bytes.position() + needed));
            larger.put(bytes.flip());
            bytes = larger;
        }
    }
}
