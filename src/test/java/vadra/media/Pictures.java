package vadra.media;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures to upload, made here: whole ones, and ones with something in them that should not be there. */
public final class Pictures {
    /** What is hidden in the bytes of some of them, and must be gone. */
    public static final String SECRET = "Kungsgatan 4, hemma hos Asta";

    /** Two by two pixels, lossless. */
    private static final byte[] WEBP =
            Base64.getDecoder().decode("UklGRh4AAABXRUJQVlA4TBEAAAAvAUAAAAfQ//73v/+BiOh/AAA=");

    private Pictures() {}

    /** A picture as the JDK writes it, in one colour. */
    public static byte[] plain(String format, int width, int height, Color colour) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        try (var out = new ByteArrayOutputStream()) {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("no writer for " + format);
            }
            return out.toByteArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What the JDK sees of a picture, which must be able to decode it whole. */
    public static BufferedImage decoded(byte[] bytes) {
        try {
            return ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static byte[] webp() {
        return WEBP.clone();
    }

    /** A WebP with a canvas, as a camera would write it: turned, with a place in it. */
    static byte[] webpWithExif(int orientation) {
        var simple = webp();
        var inner = new ByteArrayOutputStream();
        inner.writeBytes(ascii("WEBP"));
        inner.writeBytes(riff("VP8X", new byte[] {0x0C, 0, 0, 0, 1, 0, 0, 1, 0, 0}));
        inner.write(simple, 12, simple.length - 12);
        inner.writeBytes(riff("EXIF", exif(orientation)));
        inner.writeBytes(riff("XMP ", ascii(SECRET)));
        return riff("RIFF", inner.toByteArray());
    }

    private static byte[] riff(String name, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(ascii(name));
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(content.length >> shift);
        }
        out.writeBytes(content);
        if (content.length % 2 == 1) {
            out.write(0);
        }
        return out.toByteArray();
    }

    /** A little-endian TIFF block with an orientation and a place. */
    private static byte[] exif(int orientation) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 2, 0});
        out.writeBytes(new byte[] {0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte) orientation, 0, 0, 0});
        var place = ascii(SECRET);
        out.writeBytes(new byte[] {0x25, (byte) 0x88, 2, 0, (byte) place.length, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0});
        out.writeBytes(place);
        return out.toByteArray();
    }

    /** A JPEG as a telephone makes it: turned, with a place, a comment, and a second picture behind its end. */
    public static byte[] jpegWithExif(int orientation) {
        var simple = plain("jpg", 8, 4, Color.RED);
        var out = new ByteArrayOutputStream();
        out.write(simple, 0, 2);
        var exif = new ByteArrayOutputStream();
        exif.writeBytes(new byte[] {'E', 'x', 'i', 'f', 0, 0});
        exif.writeBytes(exif(orientation));
        segment(0xE1, exif.toByteArray(), out);
        segment(0xE1, ascii("http://ns.adobe.com/xap/1.0/\0<x>" + SECRET + "</x>"), out);
        segment(0xED, ascii("Photoshop 3.0\0" + SECRET), out);
        segment(0xFE, ascii(SECRET), out);
        out.write(simple, 2, simple.length - 2);
        out.writeBytes(ascii(SECRET));
        return out.toByteArray();
    }

    private static void segment(int marker, byte[] content, ByteArrayOutputStream out) {
        out.write(0xFF);
        out.write(marker);
        out.write((content.length + 2) >> 8);
        out.write(content.length + 2);
        out.writeBytes(content);
    }

    /** A PNG with text chunks, a time, EXIF data, and a script behind its end. */
    public static byte[] pngWithText() {
        var simple = plain("png", 6, 5, Color.BLUE);
        var out = new ByteArrayOutputStream();
        // Behind the header chunk, which has 13 bytes.
        out.write(simple, 0, 33);
        out.writeBytes(chunk("tEXt", ascii("Comment\0" + SECRET)));
        out.writeBytes(chunk("iTXt", ascii("XML:com.adobe.xmp\0\0\0\0\0" + SECRET)));
        out.writeBytes(chunk("eXIf", exif(6)));
        out.write(simple, 33, simple.length - 33);
        out.writeBytes(ascii("<script>alert('" + SECRET + "')</script>"));
        return out.toByteArray();
    }

    /** A PNG of a few bytes that says it is enormous, and would be if it were unpacked. */
    public static byte[] bomb() {
        var simple = plain("png", 6, 5, Color.BLUE);
        var out = new ByteArrayOutputStream();
        out.write(simple, 0, 8);
        out.writeBytes(chunk("IHDR", new byte[] {0, 0, (byte) 0xEA, 0x60, 0, 0, (byte) 0xEA, 0x60, 8, 2, 0, 0, 0}));
        out.write(simple, 33, simple.length - 33);
        return out.toByteArray();
    }

    private static byte[] chunk(String name, byte[] content) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(ascii(name));
        body.writeBytes(content);
        var sum = new CRC32();
        sum.update(body.toByteArray());
        var out = new ByteArrayOutputStream();
        big(content.length, out);
        out.writeBytes(body.toByteArray());
        big(sum.getValue(), out);
        return out.toByteArray();
    }

    private static void big(long value, ByteArrayOutputStream out) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write((int) (value >> shift));
        }
    }

    /** A GIF that is also a script, by way of its comment, as such files are made. */
    public static byte[] gifWithScript() {
        var simple = plain("gif", 3, 3, Color.GREEN);
        var out = new ByteArrayOutputStream();
        out.write(simple, 0, simple.length - 1);
        var script = ascii("*/=1;alert('" + SECRET + "')//");
        out.write(0x21);
        out.write(0xFE);
        out.write(script.length);
        out.writeBytes(script);
        out.write(0);
        out.write(0x3B);
        out.writeBytes(ascii("<script>" + SECRET + "</script>"));
        return out.toByteArray();
    }

    /** Bytes as letters, to look for something in them. */
    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
