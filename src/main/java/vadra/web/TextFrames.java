package vadra.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Puts WebSocket frames together to text messages, strictly: Vert.x's own reading accepts broken UTF-8, loses messages
 * whose first fragment is empty, and swallows fragmented messages over the limit.
 */
final class TextFrames {
    /** The longest message, in bytes, over all its fragments. */
    static final int MAX_BYTES = 64 * 1024;
    /** The most fragments of one message. */
    static final int MAX_FRAGMENTS = 64;

    private static final Set<WebSocketFrameType> CONTROL =
            EnumSet.of(WebSocketFrameType.PING, WebSocketFrameType.PONG, WebSocketFrameType.CLOSE);

    private final Consumer<String> messages;
    private final Consumer<CloseReason> faults;
    private Buffer bytes = Buffer.buffer();
    private int fragments;
    private boolean broken;

    /**
     * Begins to read.
     *
     * @param messages gets each whole message
     * @param faults gets the first thing that is wrong; nothing is read after it
     */
    TextFrames(Consumer<String> messages, Consumer<CloseReason> faults) {
        this.messages = messages;
        this.faults = faults;
    }

    void frame(WebSocketFrame frame) {
        if (broken || CONTROL.contains(frame.type())) {
            return;
        }
        if (frame.isBinary()) {
            fail(CloseReason.NOT_TEXT);
            return;
        }
        var part = frame.binaryData();
        fragments++;
        if (bytes.length() + part.length() > MAX_BYTES || fragments > MAX_FRAGMENTS) {
            fail(CloseReason.TOO_LARGE);
            return;
        }
        bytes.appendBuffer(part);
        if (frame.isFinal()) {
            var whole = bytes;
            bytes = Buffer.buffer();
            fragments = 0;
            message(whole);
        }
    }

    private void message(Buffer whole) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(whole.getBytes()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            fail(CloseReason.NOT_UTF8);
            return;
        }
        messages.accept(text);
    }

    private void fail(CloseReason reason) {
        broken = true;
        bytes = Buffer.buffer();
        faults.accept(reason);
    }
}
