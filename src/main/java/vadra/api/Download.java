package vadra.api;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** A file that is sent while it is made: the next piece is asked for when the last one was taken. */
public final class Download {
    private final HttpServerResponse response;

    private Download(HttpServerResponse response) {
        this.response = response;
    }

    static Download begin(HttpServerResponse response, String type, String name) {
        response.setChunked(true)
                .putHeader("Content-Type", type)
                // It is compressed already.
                .putHeader("Content-Encoding", "identity")
                .putHeader("Cache-Control", "private, no-store")
                .putHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        return new Download(response);
    }

    /** Sends a piece; done when there is room for the next. */
    public Future<Void> write(Buffer piece) {
        return piece.length() == 0 ? Future.succeededFuture() : response.write(piece);
    }

    /** Nothing more comes. */
    public Future<Void> end() {
        return response.end();
    }
}
