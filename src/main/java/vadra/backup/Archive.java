package vadra.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipFile;

/** A backup's file: a zip with an entry for each table and, last, the manifest with the digest of each. */
public final class Archive implements AutoCloseable {
    static final String MANIFEST = "manifest.json";

    private static final int LARGEST_MANIFEST = 16 << 20;

    private final ZipFile file;
    private final Manifest manifest;

    private Archive(ZipFile file, Manifest manifest) {
        this.file = file;
        this.manifest = manifest;
    }

    /**
     * Opens a file and holds each entry against its digest, so that nothing of a broken one is ever used.
     *
     * @throws Unfit when it is not whole, or of a later format
     */
    public static Archive open(Path path) throws IOException {
        ZipFile file;
        try {
            file = new ZipFile(path.toFile());
        } catch (IOException broken) {
            throw new Unfit(path + " is not a whole backup: " + broken.getMessage(), broken);
        }
        try {
            var archive = new Archive(file, manifest(path, file));
            archive.check(path);
            return archive;
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    private static Manifest manifest(Path path, ZipFile file) throws IOException {
        Manifest read;
        var entry = file.getEntry(MANIFEST);
        if (entry == null) {
            throw new Unfit(path + " is not a backup of Vädra: it has no " + MANIFEST);
        }
        try (var in = file.getInputStream(entry)) {
            read = Manifest.of(new String(in.readNBytes(LARGEST_MANIFEST), StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException broken) {
            throw new Unfit(path + " is not a whole backup: its " + MANIFEST + " cannot be read", broken);
        }
        if (read.format() > Manifest.FORMAT) {
            throw new Unfit(path + " has the format " + read.format() + ", and this Vädra reads up to "
                    + Manifest.FORMAT + "; restore it with the Vädra that made it (" + read.product() + ") or a newer");
        }
        return read;
    }

    private void check(Path path) throws IOException {
        for (var table : manifest.tables()) {
            var digest = sha256();
            try (var in = table(table)) {
                in.transferTo(new DigestStream(OutputStream.nullOutputStream(), digest));
            } catch (IOException broken) {
                throw new Unfit(path + " is not a whole backup: the table " + table.name() + " is damaged", broken);
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(table.sha256())) {
                throw new Unfit(
                        path + " is not a whole backup: the table " + table.name() + " is not what its manifest says");
            }
        }
    }

    /** What it says of itself. */
    public Manifest manifest() {
        return manifest;
    }

    InputStream table(Manifest.Table table) throws IOException {
        var entry = file.getEntry(table.entry());
        if (entry == null) {
            throw new Unfit("the table " + table.name() + " is lacking");
        }
        return file.getInputStream(entry);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
