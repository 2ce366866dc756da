package vadra.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A file that is read from front to back; what is cut off is refused where it ends. */
final class Bytes {
    private final byte[] all;
    private final int end;
    private int at;

    Bytes(byte[] all) {
        this(all, 0, all.length);
    }

    private Bytes(byte[] all, int at, int end) {
        this.all = all;
        this.at = at;
        this.end = end;
    }

    boolean startsWith(int... first) {
        if (end - at < first.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if ((all[at + i] & 0xFF) != first[i]) {
                return false;
            }
        }
        return true;
    }

    boolean startsWith(String first) {
        return startsWith(first.chars().toArray());
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    void skip(long count) {
        if (count < 0 || count > left()) {
            throw Picture.broken("is cut off");
        }
        at += (int) count;
    }

    /** One byte, from 0 to 255. */
    int next() {
        skip(1);
        return all[at - 1] & 0xFF;
    }

    int big16() {
        return (next() << 8) | next();
    }

    int little16() {
        return next() | (next() << 8);
    }

    int little24() {
        return little16() | (next() << 16);
    }

    long big32() {
        return ((long) big16() << 16) | big16();
    }

    long little32() {
        return little16() | ((long) little16() << 16);
    }

    /** The next four bytes as a name. */
    String name() {
        skip(4);
        return new String(all, at - 4, 4, StandardCharsets.ISO_8859_1);
    }

    /** The next bytes, to be read by themselves. */
    Bytes part(long length) {
        int from = at;
        skip(length);
        return new Bytes(all, from, at);
    }

    /** The same bytes, to be read by themselves without being taken. */
    Bytes peek() {
        return new Bytes(all, at, end);
    }

    /** All that was read from a place on, into a file that is being written. */
    void copyFrom(int from, ByteArrayOutputStream out) {
        out.write(all, from, at - from);
    }

    /** All that is left of this part, into a file that is being written. */
    void copyRest(ByteArrayOutputStream out) {
        out.write(all, at, left());
    }

    byte[] array() {
        return all;
    }
}
