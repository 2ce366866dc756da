package vadra.moving;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip that is given on while it is made: no more of it is in memory than was written since the last piece was taken. */
final class Zip {
    private static final int USUAL = 6;

    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(packed);
    private final Vertx vertx;
    private final Function<Buffer, Future<Void>> sink;

    Zip(Vertx vertx, Function<Buffer, Future<Void>> sink) {
        this.vertx = vertx;
        this.sink = sink;
    }

    /** Writes something off the event loop, and gives it on. */
    Future<Void> write(Callable<Void> writes) {
        return vertx.executeBlocking(writes, true).compose(done -> {
            var piece = Buffer.buffer(packed.toByteArray());
            packed.reset();
            return sink.apply(piece);
        });
    }

    /** Begins a file, which {@link #add} goes on with. */
    void begin(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
    }

    void add(String content) throws IOException {
        zip.write(content.getBytes(StandardCharsets.UTF_8));
    }

    void end() throws IOException {
        zip.closeEntry();
    }

    /** A whole file. */
    void put(String name, String content) throws IOException {
        begin(name);
        add(content);
        end();
    }

    /** A whole file that is compressed already. */
    void store(String name, byte[] content) throws IOException {
        zip.setLevel(0);
        begin(name);
        zip.write(content);
        end();
        zip.setLevel(USUAL);
    }

    void close() throws IOException {
        zip.close();
    }
}
