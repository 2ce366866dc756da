package vadra.media;

import io.vertx.core.buffer.Buffer;
import vadra.core.Problem;
import vadra.core.ProblemException;

/**
 * A picture that is safe to keep: what its bytes say that it is, whole, and without anything beside the picture.
 *
 * @param type such as {@code image/jpeg}, from the bytes and never from a name
 * @param width in pixels, as the file has them
 */
public record Picture(String type, int width, int height, Buffer bytes) {
    /** The largest upload, bytes. */
    public static final int MAX_BYTES = 5 * 1024 * 1024;
    /** The most pixels. Nobody has to unpack a picture to learn how many it has. */
    public static final long MAX_PIXELS = 40_000_000;

    private static final String FIELD = "picture";

    /** How large a picture is when it is shown. */
    public record Size(int width, int height) {}

    /**
     * Reads an upload. Nothing is decoded: the file is taken apart into its segments, and those that make the picture are
     * put together again.
     *
     * @throws ProblemException {@link Problem.Invalid} when it is none of the known kinds, broken, cut off or too large
     */
    public static Picture read(byte[] upload) {
        if (upload.length > MAX_BYTES) {
            throw broken("is larger than 5 MB");
        }
        var bytes = new Bytes(upload);
        if (bytes.startsWith(0xFF, 0xD8, 0xFF)) {
            return Jpeg.read(bytes);
        }
        if (bytes.startsWith(0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return Png.read(bytes);
        }
        if (bytes.startsWith('G', 'I', 'F', '8')) {
            return Gif.read(bytes);
        }
        if (bytes.startsWith('R', 'I', 'F', 'F')) {
            return WebP.read(bytes);
        }
        throw broken("must be a JPEG, PNG, WebP or GIF picture");
    }

    /** The picture of these segments, if it is not too large. */
    static Picture of(String type, Size size, byte[] bytes) {
        if (size.width() < 1 || size.height() < 1) {
            throw broken("has no size");
        }
        if ((long) size.width() * size.height() > MAX_PIXELS) {
            throw broken("has more than 40 million pixels");
        }
        return new Picture(type, size.width(), size.height(), Buffer.buffer(bytes));
    }

    static ProblemException broken(String rule) {
        return Problem.invalid(FIELD, rule);
    }
}
