package vadra.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vadra.it.Folders;

/** A disk of a few megabytes, which can be filled and freed. Only root can mount one. */
public final class SmallDisk implements AutoCloseable {
    private static final int PIECE = 64 * 1024;

    private final Path folder;
    private final Path ballast;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
    }

    /** Mounts one; empty where that is not allowed. */
    public static Optional<SmallDisk> mount(String name, int megabytes) {
        var folder = Folders.fresh(name);
        var mounted = Signals.succeeds(
                List.of("mount", "-t", "tmpfs", "-o", "mode=1777,size=" + megabytes + "m", "tmpfs", folder.toString()));
        return mounted ? Optional.of(new SmallDisk(folder)) : Optional.empty();
    }

    public Path folder() {
        return folder;
    }

    /** Fills it to the last byte. */
    public void fill() {
        try (var out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(new byte[PIECE]);
            }
        } catch (IOException full) {
            if (Files.notExists(ballast)) {
                throw new UncheckedIOException(full);
            }
        }
    }

    /** Frees what was filled. */
    public void free() {
        try {
            Files.deleteIfExists(ballast);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        Signals.run(List.of("umount", folder.toString()));
    }
}
