package vadra.web;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import vadra.core.Problem;
import vadra.wire.Problems;

/**
 * What is refused before any route sees it, since it is no good HTTP: with a problem and with the same headers as every
 * answer. Nothing of what was sent is repeated.
 */
final class Refused implements Handler<HttpServerRequest> {
    private static final int HEX = 16;
    private static final String ADDRESS =
            "must begin with a slash, and be UTF-8 with each byte that is encoded as % and two digits";

    private final SecurityHeaders headers;

    Refused(SecurityHeaders headers) {
        this.headers = headers;
    }

    /** Answers what could not be read as a request, and closes: nothing that follows on the connection can be believed. */
    @Override
    public void handle(HttpServerRequest request) {
        var cause = request.decoderResult().cause();
        int status = cause instanceof TooLongHttpLineException
                ? 414
                : cause instanceof TooLongHttpHeaderException ? 431 : 400;
        request.response().putHeader("Connection", "close");
        answer(
                request,
                status,
                status == 400
                        ? new Problem.Invalid("request", "must be HTTP/1.1")
                        : new Problem.Invalid("request", "line or headers are too long"));
        var unused = request.connection().close();
    }

    /** Answers a request that cannot be for us, and true; the connection goes on. False when there is nothing wrong with it. */
    boolean refuses(HttpServerRequest request) {
        if (request.authority() == null) {
            answer(request, 400, new Problem.Invalid("Host", "must name a host"));
        } else if (!isReadable(request)) {
            answer(request, 400, new Problem.Invalid("address", ADDRESS));
        } else {
            return false;
        }
        return true;
    }

    private void answer(HttpServerRequest request, int status, Problem problem) {
        var response = request.response().setStatusCode(status);
        headers.put(response.headers());
        var unused = response.putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(Problems.json(problem).put("status", status).encode());
    }

    /** Whether an address can be decoded: routes and parameters are found by what it means, not by how it is written. */
    private static boolean isReadable(HttpServerRequest request) {
        var path = request.path();
        return path != null && path.startsWith("/") && isEncoded(request.uri());
    }

    private static int digit(String uri, int at) {
        return at < uri.length() && uri.charAt(at) < 128 ? Character.digit(uri.charAt(at), HEX) : -1;
    }

    private static boolean isEncoded(String uri) {
        if (uri.indexOf('%') < 0) {
            return true;
        }
        var bytes = ByteBuffer.allocate(uri.length());
        for (int i = 0; i < uri.length(); i++) {
            if (uri.charAt(i) != '%') {
                bytes.put((byte) 'x');
                continue;
            }
            int high = digit(uri, i + 1);
            int low = digit(uri, i + 2);
            if (high < 0 || low < 0) {
                return false;
            }
            bytes.put((byte) (high * HEX + low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).hasRemaining();
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }
}
