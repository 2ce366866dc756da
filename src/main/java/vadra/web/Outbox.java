package vadra.web;

import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;

/**
 * What waits to be written to one socket. All that gathers in one turn of the event loop leaves in one frame, lines
 * joined. A reader that lets {@link #MAX_BYTES} gather is closed as slow, and comes back by offset.
 */
final class Outbox {
    /** The most that is held back for one reader, in characters, beside what the transport already holds. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final int TRANSPORT_BYTES = 128 * 1024;

    private final ServerWebSocket socket;
    private final Context loop;
    private StringBuilder waiting = new StringBuilder();
    private boolean scheduled;
    private boolean closed;

    Outbox(ServerWebSocket socket, Context loop) {
        this.socket = socket;
        this.loop = loop;
        socket.setWriteQueueMaxSize(TRANSPORT_BYTES);
        socket.drainHandler(drained -> flush());
    }

    /** Sends a line with the next flush. */
    void send(String line) {
        if (closed) {
            return;
        }
        if (waiting.length() > 0) {
            waiting.append('\n');
        }
        waiting.append(line);
        if (waiting.length() > MAX_BYTES) {
            close(CloseReason.SLOW);
        } else if (!scheduled) {
            scheduled = true;
            loop.runOnContext(turn -> {
                scheduled = false;
                flush();
            });
        }
    }

    /** Closes the socket, with what is waiting sent before. */
    void close(CloseReason reason) {
        if (closed) {
            return;
        }
        if (reason != CloseReason.SLOW) {
            flush();
        }
        closed = true;
        waiting = new StringBuilder();
        // The reader sees the close, or the transport gives up on it; either way nobody waits for it here.
        var unused = socket.close(reason.code(), reason.reason());
    }

    /** The transport has gone; what waits goes nowhere. */
    void gone() {
        closed = true;
        waiting = new StringBuilder();
    }

    private void flush() {
        if (closed || waiting.length() == 0 || socket.isClosed() || socket.writeQueueFull()) {
            return;
        }
        var text = waiting.toString();
        waiting = new StringBuilder();
        var unused = socket.writeTextMessage(text);
    }
}
