package vadra.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A WebP, chunk by chunk: the picture, its frames and its colour profile stay; all else goes. */
final class WebP {
    private static final Set<String> KEPT = Set.of("VP8 ", "VP8L", "ALPH", "ICCP", "ANIM", "ANMF");
    private static final Set<String> DATA = Set.of("VP8 ", "VP8L", "ANMF");
    private static final int MAX_FRAMES = 1_000;
    private static final int HAS_EXIF = 0x08;
    private static final int HAS_XMP = 0x04;

    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    private Picture.@Nullable Size size;
    private int flags = -1;
    private int orientation = 1;
    private int frames;

    private WebP() {}

    static Picture read(Bytes in) {
        in.skip(4);
        var body = in.part(in.little32());
        if (!body.startsWith("WEBP")) {
            throw Picture.broken("must be a JPEG, PNG, WebP or GIF picture");
        }
        body.skip(4);
        return new WebP().picture(body);
    }

    private Picture picture(Bytes body) {
        while (body.left() > 0) {
            chunk(body);
        }
        if (size == null || frames == 0) {
            throw Picture.broken("has no picture in it");
        }
        var out = new ByteArrayOutputStream();
        var inner = new ByteArrayOutputStream();
        inner.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
        if (flags >= 0) {
            extended(inner);
        }
        inner.writeBytes(chunks.toByteArray());
        if (flags >= 0 && orientation > 1) {
            write("EXIF", Orientation.block(orientation), inner);
        }
        write("RIFF", inner.toByteArray(), out);
        return Picture.of("image/webp", size, out.toByteArray());
    }

    private void chunk(Bytes body) {
        var name = body.name();
        long length = body.little32();
        var content = body.part(length);
        if (length % 2 == 1 && body.left() > 0) {
            body.skip(1);
        }
        if (DATA.contains(name) && ++frames > MAX_FRAMES) {
            throw Picture.broken("has frames that are too many or too large");
        }
        switch (name) {
            case "VP8X" -> canvas(content);
            case "EXIF" -> orientation = Orientation.of(content);
            case "ANMF" -> frame(content);
            default -> {
                if (KEPT.contains(name)) {
                    measure(name, content);
                    write(name, rest(content), chunks);
                }
            }
        }
    }

    private void canvas(Bytes content) {
        flags = content.next();
        content.skip(3);
        size = new Picture.Size(content.little24() + 1, content.little24() + 1);
    }

    /** A frame of an animation is a picture itself, with what its writer put beside it. */
    private void frame(Bytes content) {
        var kept = new ByteArrayOutputStream();
        int from = content.at();
        content.skip(6);
        long width = content.little24() + 1L;
        long height = content.little24() + 1L;
        if (width * height > Picture.MAX_PIXELS) {
            throw Picture.broken("has frames that are too many or too large");
        }
        content.skip(4);
        content.copyFrom(from, kept);
        while (content.left() > 0) {
            var name = content.name();
            long length = content.little32();
            var part = content.part(length);
            if (length % 2 == 1 && content.left() > 0) {
                content.skip(1);
            }
            if (name.equals("ALPH") || name.equals("VP8 ") || name.equals("VP8L")) {
                agree(measured(name, part), new Picture.Size((int) width, (int) height));
                write(name, rest(part), kept);
            }
        }
        write("ANMF", kept.toByteArray(), chunks);
    }

    /** A picture without a canvas has its size in its own header; one with a canvas is as large as that says. */
    private void measure(String name, Bytes content) {
        var found = measured(name, content);
        size = size == null ? found : size;
        agree(found, size);
    }

    private static Picture.@Nullable Size measured(String name, Bytes content) {
        var header = content.peek();
        if (name.equals("VP8 ")) {
            header.skip(6);
            return new Picture.Size(header.little16() & 0x3FFF, header.little16() & 0x3FFF);
        }
        if (name.equals("VP8L")) {
            header.skip(1);
            long bits = header.little32();
            return new Picture.Size((int) (bits & 0x3FFF) + 1, (int) ((bits >> 14) & 0x3FFF) + 1);
        }
        return null;
    }

    private static void agree(Picture.@Nullable Size found, Picture.@Nullable Size said) {
        if (found != null && !found.equals(said)) {
            throw Picture.broken("has frames that are too many or too large");
        }
    }

    private void extended(ByteArrayOutputStream out) {
        var canvas = Objects.requireNonNull(size);
        var body = new ByteArrayOutputStream();
        body.write((flags & ~HAS_EXIF & ~HAS_XMP) | (orientation > 1 ? HAS_EXIF : 0));
        body.writeBytes(new byte[3]);
        for (int side : new int[] {canvas.width() - 1, canvas.height() - 1}) {
            body.write(side);
            body.write(side >> 8);
            body.write(side >> 16);
        }
        write("VP8X", body.toByteArray(), out);
    }

    private static byte[] rest(Bytes content) {
        var bytes = new ByteArrayOutputStream();
        content.copyRest(bytes);
        return bytes.toByteArray();
    }

    private static void write(String name, byte[] content, ByteArrayOutputStream out) {
        out.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(content.length >> shift);
        }
        out.writeBytes(content);
        if (content.length % 2 == 1) {
            out.write(0);
        }
    }
}
