package vadra.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;

/** Somebody who reads a channel as server-sent events, until it ends. */
final class Stream implements AutoCloseable {
    private final InputStream body;
    private volatile boolean begun;
    private volatile boolean ended;

    Stream(Api api, String channel) {
        try {
            var response = Api.HTTP.send(
                    api.request("/connection/sse?channel=" + channel).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new AssertionError("status " + response.statusCode());
            }
            body = response.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
        var reader = new Thread(this::read, "stream-" + channel);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            while (body.read() >= 0) {
                begun = true;
            }
        } catch (IOException cut) {
            // An end like any other.
        }
        ended = true;
    }

    boolean begun() {
        return begun;
    }

    boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
