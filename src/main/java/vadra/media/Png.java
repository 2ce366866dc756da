package vadra.media;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.zip.CRC32;

/** A PNG, chunk by chunk: what makes the pixels and their colours stays, all else goes; of an animation the still picture stays. */
final class Png {
    private static final Set<String> KEPT =
            Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs");

    private final Bytes in;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Picture.Size size = new Picture.Size(0, 0);
    private boolean data;

    private Png(Bytes in) {
        this.in = in;
    }

    static Picture read(Bytes in) {
        return new Png(in).picture();
    }

    private Picture picture() {
        in.skip(8);
        in.copyFrom(0, out);
        int chunks = 0;
        for (var name = ""; !name.equals("IEND"); chunks++) {
            name = chunk(chunks == 0);
        }
        if (!data) {
            throw Picture.broken("has no picture in it");
        }
        return Picture.of("image/png", size, out.toByteArray());
    }

    private String chunk(boolean first) {
        int from = in.at();
        long length = in.big32();
        var name = in.name();
        var body = in.part(length);
        checked(in, from);
        if (name.equals("IHDR") != first) {
            throw Picture.broken("is no whole PNG");
        }
        if (first) {
            size = new Picture.Size(side(body.big32()), side(body.big32()));
        }
        data |= name.equals("IDAT");
        if (name.equals("eXIf") && !data) {
            orientation(Orientation.of(body), out);
        } else if (KEPT.contains(name)) {
            in.copyFrom(from, out);
        } else if (Character.isUpperCase(name.charAt(0))) {
            throw Picture.broken("is a PNG of an unknown kind");
        }
        return name;
    }

    private static int side(long pixels) {
        return (int) Math.min(pixels, Integer.MAX_VALUE);
    }

    /** Reads the sum over name and body, which a chunk ends with. */
    private static void checked(Bytes in, int from) {
        var sum = new CRC32();
        sum.update(in.array(), from + 4, in.at() - from - 4);
        if (in.big32() != sum.getValue()) {
            throw Picture.broken("is no whole PNG");
        }
    }

    private static void orientation(int value, ByteArrayOutputStream out) {
        if (value > 1) {
            var block = Orientation.block(value);
            var chunk = new ByteArrayOutputStream();
            chunk.writeBytes(new byte[] {'e', 'X', 'I', 'f'});
            chunk.writeBytes(block);
            var sum = new CRC32();
            sum.update(chunk.toByteArray());
            write32(block.length, out);
            out.writeBytes(chunk.toByteArray());
            write32(sum.getValue(), out);
        }
    }

    private static void write32(long value, ByteArrayOutputStream out) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write((int) (value >> shift));
        }
    }
}
