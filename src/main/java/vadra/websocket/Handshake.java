package vadra.websocket;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The opening handshake of RFC 6455, section 4.2, and of compression (RFC 7692, section 7.1). */
public final class Handshake {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String VERSION = "13";

    private Handshake() {}

    /** What is wrong with a handshake, with the header's name first; null when nothing is. */
    public static @Nullable String fault(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_1_1) {
            return "must be HTTP/1.1";
        }
        if (!names(request, "Upgrade", "websocket")) {
            return "Upgrade must be websocket";
        }
        if (!names(request, "Connection", "upgrade")) {
            return "Connection must be Upgrade";
        }
        if (!VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
            return "Sec-WebSocket-Version must be 13";
        }
        return isKey(request.getHeader("Sec-WebSocket-Key")) ? null : "Sec-WebSocket-Key must be 16 bytes in base64";
    }

    /**
     * Answers a handshake that has no fault, on the request's event loop.
     *
     * @param slow how a peer that reads too slowly is sent away
     */
    public static Future<WebSocket> accept(HttpServerRequest request, WebSocket.Slow slow) {
        boolean deflate = offersDeflate(request);
        HttpServerResponse response = request.response()
                .putHeader("Upgrade", "websocket")
                .putHeader("Connection", "Upgrade")
                .putHeader("Sec-WebSocket-Accept", acceptOf(request.getHeader("Sec-WebSocket-Key")));
        if (deflate) {
            response.putHeader(
                    "Sec-WebSocket-Extensions",
                    "permessage-deflate; server_no_context_takeover; client_no_context_takeover");
        }
        return request.toNetSocket().map(upgraded -> {
            var socket = new WebSocket(deflate, slow);
            try {
                Takeover.take(upgraded, socket);
            } catch (Exception failure) {
                upgraded.close();
                throw new IllegalStateException(failure);
            }
            return socket;
        });
    }

    static String acceptOf(String key) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(sha1.digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new AssertionError(everyJdkHasIt);
        }
    }

    private static boolean isKey(@Nullable String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean names(HttpServerRequest request, String header, String token) {
        return request.headers().getAll(header).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .anyMatch(value -> value.strip().toLowerCase(Locale.ROOT).equals(token));
    }

    /** An offer that asks for nothing but what we do: no context takeover, and windows of any size for ours to read. */
    private static boolean offersDeflate(HttpServerRequest request) {
        return request.headers().getAll("Sec-WebSocket-Extensions").stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .anyMatch(Handshake::isOurDeflate);
    }

    private static boolean isOurDeflate(String offer) {
        var parts = Arrays.stream(offer.split(";")).map(String::strip).toList();
        // The JDK's deflater always uses a window of 15 bits, so an offer that asks for a smaller one is not for us.
        return parts.get(0).equals("permessage-deflate")
                && parts.stream()
                        .skip(1)
                        .allMatch(part -> part.equals("client_no_context_takeover")
                                || part.equals("server_no_context_takeover")
                                || part.startsWith("client_max_window_bits"));
    }
}
