package vadra.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that are not quite what they seem: pictures and zips, whole, cut, or with a byte of another kind. */
final class Uploads {
    private static final List<byte[]> GOOD = List.of(
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"),
            Base64.getDecoder().decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA="),
            new byte[] {
                (byte) 0xFF,
                (byte) 0xD8,
                (byte) 0xFF,
                (byte) 0xE0,
                0,
                16,
                'J',
                'F',
                'I',
                'F',
                0,
                1,
                1,
                0,
                0,
                1,
                0,
                1,
                0,
                0,
                (byte) 0xFF,
                (byte) 0xD9
            },
            "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".getBytes(StandardCharsets.UTF_8),
            zip("blog.json", "{\"title\":\"x\"}"),
            zip("../../etc/passwd", "x"),
            zip("articles/a.md", "---\ntitle: x\n---\nhej"));

    private Uploads() {}

    static byte[] next(Dice dice) {
        var file = dice.of(GOOD).clone();
        return switch (dice.below(5)) {
            case 0 -> Arrays.copyOf(file, dice.below(file.length + 1));
            case 1 -> dice.bytes(dice.below(300));
            case 2, 3 -> changed(file, dice);
            default -> file;
        };
    }

    private static byte[] changed(byte[] file, Dice dice) {
        for (int i = dice.between(1, 4); i > 0; i--) {
            file[dice.below(file.length)] = (byte) dice.below(256);
        }
        return file;
    }

    private static byte[] zip(String name, String content) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }
}
