package vadra.media;

import java.io.ByteArrayOutputStream;

/** A GIF, block by block: frames, their timing and how often they repeat stay; comments and data of programs go. */
final class Gif {
    private static final int MAX_FRAMES = 1_000;

    private final Bytes in;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int frames;

    private Gif(Bytes in) {
        this.in = in;
    }

    static Picture read(Bytes in) {
        return new Gif(in).picture();
    }

    private Picture picture() {
        in.skip(4);
        int version = in.next();
        if ((version != '7' && version != '9') || in.next() != 'a') {
            throw Picture.broken("is no whole GIF");
        }
        var size = new Picture.Size(in.little16(), in.little16());
        colours(in.next());
        in.copyFrom(0, out);
        int block = in.next();
        while (block != 0x3B) {
            block(block, size);
            block = in.next();
        }
        if (frames == 0) {
            throw Picture.broken("has no picture in it");
        }
        out.write(0x3B);
        return Picture.of("image/gif", size, out.toByteArray());
    }

    private void block(int kind, Picture.Size canvas) {
        int from = in.at() - 1;
        if (kind == 0x2C) {
            int right = in.little16();
            int bottom = in.little16();
            right += in.little16();
            bottom += in.little16();
            if (++frames > MAX_FRAMES || right > canvas.width() || bottom > canvas.height()) {
                throw Picture.broken("has frames that are too many or too large");
            }
            table(in.next());
            in.skip(1);
            blocks();
            in.copyFrom(from, out);
        } else if (kind == 0x21) {
            int label = in.next();
            boolean kept = label == 0xF9 || (label == 0xFF && in.startsWith("\13NETSCAPE2.0"));
            blocks();
            if (kept) {
                in.copyFrom(from, out);
            }
        } else {
            throw Picture.broken("is no whole GIF");
        }
    }

    /** The rest of the screen's description: colours, background, shape of pixels. */
    private void colours(int flags) {
        in.skip(2);
        table(flags);
    }

    private void table(int flags) {
        if ((flags & 0x80) != 0) {
            in.skip(3L << ((flags & 7) + 1));
        }
    }

    /** Data in pieces of at most 255 bytes, up to an empty one. */
    private void blocks() {
        for (int length = in.next(); length > 0; length = in.next()) {
            in.skip(length);
        }
    }
}
