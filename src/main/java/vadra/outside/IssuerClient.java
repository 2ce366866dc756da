package vadra.outside;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import vadra.oidc.IssuerCalls;

/**
 * Calls the issuer that who runs the server has set, which may well be on a network of the company's own. A call takes at most
 * {@value #SECONDS} seconds, brings at most {@value #MAX_BYTES} bytes, and follows no redirect; at most {@value #AT_ONCE} are
 * under way, {@value #WAITING} wait.
 */
public final class IssuerClient implements IssuerCalls {
    static final int SECONDS = 10;
    static final int MAX_BYTES = 256 * 1024;
    static final int AT_ONCE = 8;
    static final int WAITING = 256;

    private final HttpClient http;

    public IssuerClient(Vertx vertx) {
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(SECONDS * 1000)
                        .setKeepAlive(false)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(AT_ONCE).setMaxWaitQueueSize(WAITING));
    }

    @Override
    public Future<String> get(URI url) {
        return call(HttpMethod.GET, url, HttpClientRequest::send);
    }

    @Override
    public Future<String> post(URI url, String authorization, String form) {
        return call(
                HttpMethod.POST,
                url,
                request -> request.putHeader("Authorization", authorization)
                        .putHeader("Content-Type", "application/x-www-form-urlencoded")
                        .send(form));
    }

    private Future<String> call(
            HttpMethod method, URI url, Function<HttpClientRequest, Future<HttpClientResponse>> send) {
        var options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url.toString())
                .setFollowRedirects(false)
                .setTimeout(SECONDS * 1000L)
                .putHeader("User-Agent", "Vadra")
                .putHeader("Accept", "application/json");
        return http.request(options)
                .compose(request -> send.apply(request)
                        .compose(IssuerClient::read)
                        .timeout(SECONDS, TimeUnit.SECONDS)
                        .eventually(() -> request.connection().close()));
    }

    private static Future<String> read(HttpClientResponse answer) {
        return answer.statusCode() == 200
                ? Requests.whole(answer, MAX_BYTES).map(Object::toString)
                // What it says is not told: it may name people.
                : Future.failedFuture("status " + answer.statusCode());
    }
}
