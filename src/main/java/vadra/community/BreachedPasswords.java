package vadra.community;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The passwords of known breaches, as Have I Been Pwned offers them for download: a line for each, its SHA-1 in
 * hexadecimal, a colon and a count, sorted by the hash. The file has gigabytes, so it stays where it is: a look-up reads
 * some thirty short pieces of it. Nothing leaves the house. Safe for all threads; may block.
 */
final class BreachedPasswords {
    private static final int HASH_CHARS = 40;
    /** A hash, a colon, a count and the line's end. */
    private static final int LONGEST_LINE = 64;

    private final FileChannel file;

    private BreachedPasswords(FileChannel file) {
        this.file = file;
    }

    /** Opens a list, which stays open; fails when it cannot be read, or does not begin as such a list does. */
    static BreachedPasswords open(Path path) throws IOException {
        var list = new BreachedPasswords(FileChannel.open(path, StandardOpenOption.READ));
        if (!list.lineFrom(0).matches("[0-9A-Fa-f]{40}(:.*)?")) {
            list.close();
            throw new IOException(path + " does not begin with a SHA-1 in hexadecimal");
        }
        return list;
    }

    void close() throws IOException {
        file.close();
    }

    boolean has(String password) {
        try {
            return find(sha1(password));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Halves the file until what may hold the line is empty: {@code low} is where a line begins, {@code high} any place. */
    private boolean find(String hash) throws IOException {
        long low = 0;
        long high = file.size();
        while (low < high) {
            long middle = (low + high) / 2;
            long begin = middle == low ? low : afterLine(middle - 1);
            if (begin >= high) {
                // No line begins in the upper half.
                begin = low;
                high = middle;
            }
            var line = lineFrom(begin);
            int order = line.length() < HASH_CHARS
                    ? 1
                    : line.substring(0, HASH_CHARS).toUpperCase(Locale.ROOT).compareTo(hash);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = afterLine(begin);
            } else {
                high = Math.min(high, begin);
            }
        }
        return false;
    }

    /** Where the line after the one that has this place begins. */
    private long afterLine(long place) throws IOException {
        long begin = place;
        while (begin < file.size()) {
            var piece = piece(begin);
            int end = piece.indexOf('\n');
            if (end >= 0) {
                return begin + end + 1;
            }
            begin += piece.length();
        }
        return file.size();
    }

    private String lineFrom(long begin) throws IOException {
        return piece(begin).lines().findFirst().orElse("");
    }

    private String piece(long from) throws IOException {
        var bytes = ByteBuffer.allocate(LONGEST_LINE);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) > 0) {
            // Reads until the piece is full or the file ends.
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }

    /** The list has SHA-1; it protects nothing here. */
    private static String sha1(String password) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
