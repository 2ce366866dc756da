package vadra.media;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** A JPEG, segment by segment: tables, frames and scans stay, with the colour profile; all else goes. */
final class Jpeg {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;

    private final Bytes in;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream segments = new ByteArrayOutputStream();
    private Picture.@Nullable Size size;
    private int orientation = 1;
    private boolean scanned;

    private Jpeg(Bytes in) {
        this.in = in;
    }

    static Picture read(Bytes in) {
        return new Jpeg(in).picture();
    }

    private Picture picture() {
        in.skip(2);
        int marker = marker();
        while (marker != EOI) {
            marker = segment(marker);
        }
        if (size == null || !scanned) {
            throw Picture.broken("has no picture in it");
        }
        out.write(0xFF);
        out.write(SOI);
        if (orientation > 1) {
            exif(orientation);
        }
        out.writeBytes(segments.toByteArray());
        out.write(0xFF);
        out.write(EOI);
        return Picture.of("image/jpeg", size, out.toByteArray());
    }

    private int marker() {
        if (in.next() != 0xFF) {
            throw Picture.broken("is no whole JPEG");
        }
        int marker = in.next();
        while (marker == 0xFF) {
            marker = in.next();
        }
        return marker;
    }

    /** Takes a segment and what belongs to it; the marker of the next. */
    private int segment(int marker) {
        if (marker == 0x00 || marker == 0x01 || (marker >= 0xD0 && marker <= SOI)) {
            throw Picture.broken("is no whole JPEG");
        }
        int from = in.at();
        int length = in.big16();
        var body = in.part(length - 2L);
        if (isFrame(marker)) {
            frame(from);
        }
        if (keeps(marker, body)) {
            segments.write(0xFF);
            segments.write(marker);
            in.copyFrom(from, segments);
        } else if (marker == APP1 && body.startsWith("Exif\0\0")) {
            body.skip(6);
            orientation = Orientation.of(body);
        }
        return marker == SOS ? scan() : marker();
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private void frame(int from) {
        if (size != null) {
            throw Picture.broken("holds more than one picture");
        }
        var header = new Bytes(in.array());
        header.skip(from + 3L);
        int height = header.big16();
        int width = header.big16();
        size = new Picture.Size(width, height);
    }

    private static boolean keeps(int marker, Bytes body) {
        return switch (marker) {
            // Without a thumbnail, which would be a picture that nobody sees.
            case APP0 -> body.startsWith("JFIF\0") && body.left() == 14;
            case APP2 -> body.startsWith("ICC_PROFILE\0");
            case APP14 -> body.startsWith("Adobe") && body.left() == 12;
            default -> (marker >= 0xC0 && marker <= 0xCF) || (marker >= SOS && marker <= 0xDF);
        };
    }

    /** Takes the data of a scan up to the next marker that ends it, and tells that. */
    private int scan() {
        scanned = true;
        int from = in.at();
        while (true) {
            int value = in.next();
            if (value != 0xFF) {
                continue;
            }
            int next = in.next();
            while (next == 0xFF) {
                next = in.next();
            }
            if (next != 0x00 && (next < 0xD0 || next > 0xD7)) {
                segments.write(in.array(), from, in.at() - 2 - from);
                return next;
            }
        }
    }

    private void exif(int value) {
        var block = Orientation.block(value);
        out.write(0xFF);
        out.write(APP1);
        int length = 2 + 6 + block.length;
        out.write(length >> 8);
        out.write(length & 0xFF);
        out.writeBytes(new byte[] {'E', 'x', 'i', 'f', 0, 0});
        out.writeBytes(block);
    }
}
