package vadra.outside;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Asks other servers for documents: at the address that was looked at and no other, without redirects, compression or a
 * second try, and the connection is closed when time is up, however slowly the other side speaks.
 */
final class Requests {
    private final HttpClient http;
    private final int seconds;
    private final String accept;

    /**
     * Makes the asker.
     *
     * @param seconds that one request may take, from the first packet to the last
     * @param accept the kinds of documents that are wanted
     */
    Requests(Vertx vertx, int seconds, String accept) {
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(seconds * 1000)
                .setKeepAlive(false)
                .setDecompressionSupported(false));
        this.seconds = seconds;
        this.accept = accept;
    }

    /** An answer that is longer than it may be. */
    static final class TooLarge extends RuntimeException {
        TooLarge() {
            super("too large", null, false, false);
        }
    }

    /** Asks, and closes the connection once it is known what was answered. */
    <T> Future<T> get(
            Addresses.Target target,
            Function<HttpClientRequest, Future<HttpClientResponse>> ask,
            Function<HttpClientResponse, Future<T>> read) {
        return http.request(options(target))
                .compose(request -> ask.apply(request)
                        .compose(read)
                        .timeout(seconds, TimeUnit.SECONDS)
                        .eventually(() -> request.connection().close()));
    }

    private RequestOptions options(Addresses.Target target) {
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(target.url().getHost())
                .setPort(target.port())
                .setSsl(target.https())
                .setServer(SocketAddress.inetSocketAddress(
                        target.port(), target.address().getHostAddress()))
                .setURI(target.path())
                .setFollowRedirects(false)
                .setTimeout(seconds * 1000L)
                .putHeader("User-Agent", "Vadra")
                .putHeader("Accept", accept);
    }

    /** The whole of an answer; fails with {@link TooLarge} when it is longer than so many bytes. */
    static Future<Buffer> whole(HttpClientResponse answer, int most) {
        var body = Buffer.buffer();
        answer.handler(part -> {
            if (body.length() + part.length() > most) {
                answer.request().reset(0, new TooLarge());
            } else {
                body.appendBuffer(part);
            }
        });
        return answer.end().map(done -> body);
    }

    /** How an answer begins: all of it, or so many bytes. */
    static Future<Buffer> beginning(HttpClientResponse answer, int most) {
        var body = Buffer.buffer();
        var enough = Promise.<Buffer>promise();
        answer.handler(part -> {
            body.appendBuffer(part);
            if (body.length() >= most) {
                enough.tryComplete(body.getBuffer(0, most));
            }
        });
        answer.end().onSuccess(done -> enough.tryComplete(body)).onFailure(enough::tryFail);
        return enough.future();
    }
}
