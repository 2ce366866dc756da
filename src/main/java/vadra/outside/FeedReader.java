package vadra.outside;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import vadra.core.ProblemException;
import vadra.sightings.Feed;
import vadra.sightings.FeedFetcher;

/**
 * Reads Atom and RSS over HTTP. Redirects are not followed, documents with a DTD not read, and what is larger than
 * {@value #MAX_BYTES} bytes or takes longer than {@value #SECONDS} seconds is given up.
 */
public final class FeedReader implements FeedFetcher {
    static final int MAX_BYTES = 1024 * 1024;
    static final int MAX_ENTRIES = 100;
    static final int SECONDS = 10;

    private final Vertx vertx;
    private final Addresses addresses;
    private final HttpClient http;

    public FeedReader(Vertx vertx, Addresses addresses) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(SECONDS * 1000)
                .setKeepAlive(false)
                .setDecompressionSupported(false));
    }

    /** An answer that is longer than it may be. */
    private static final class TooLarge extends RuntimeException {
        TooLarge() {
            super("too large", null, false, false);
        }
    }

    @Override
    public Future<Void> check(URI url) {
        return addresses.check(Addresses.url(url.toString()));
    }

    @Override
    public Future<Fetched> fetch(Feed feed) {
        return addresses
                .target(feed.url())
                .compose(target -> http.request(options(target)))
                .compose(request -> ask(request, feed))
                .timeout(SECONDS, TimeUnit.SECONDS)
                .recover(failure -> Future.succeededFuture(Fetched.nothing(status(failure))));
    }

    private static Feed.Status status(Throwable failure) {
        if (failure instanceof TooLarge) {
            return Feed.Status.TOO_LARGE;
        }
        return failure instanceof ProblemException ? Feed.Status.REFUSED : Feed.Status.UNREACHABLE;
    }

    private static RequestOptions options(Addresses.Target target) {
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(target.url().getHost())
                .setPort(target.port())
                .setSsl(target.https())
                .setServer(SocketAddress.inetSocketAddress(
                        target.port(), target.address().getHostAddress()))
                .setURI(target.path())
                .setFollowRedirects(false)
                .setTimeout(SECONDS * 1000L)
                .putHeader("User-Agent", "Vadra")
                .putHeader(
                        "Accept", "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8");
    }

    private Future<Fetched> ask(HttpClientRequest request, Feed feed) {
        if (!feed.etag().isEmpty()) {
            request.putHeader("If-None-Match", feed.etag());
        }
        if (!feed.lastModified().isEmpty()) {
            request.putHeader("If-Modified-Since", feed.lastModified());
        }
        return request.send().compose(answer -> switch (answer.statusCode()) {
            case 200 -> body(answer).compose(body -> read(answer, body));
            case 304 -> ended(request, Feed.Status.UNCHANGED);
            default -> ended(request, Feed.Status.REFUSED);
        });
    }

    private static Future<Fetched> ended(HttpClientRequest request, Feed.Status status) {
        return request.connection().close().transform(done -> Future.succeededFuture(Fetched.nothing(status)));
    }

    private static Future<Buffer> body(HttpClientResponse answer) {
        var body = Buffer.buffer();
        answer.handler(part -> {
            if (body.length() + part.length() > MAX_BYTES) {
                answer.request().reset(0, new TooLarge());
            } else {
                body.appendBuffer(part);
            }
        });
        return answer.end().map(done -> body);
    }

    private Future<Fetched> read(HttpClientResponse answer, Buffer body) {
        var etag = Objects.requireNonNullElse(answer.getHeader("ETag"), "");
        var modified = Objects.requireNonNullElse(answer.getHeader("Last-Modified"), "");
        return vertx.executeBlocking(() -> entries(body.getBytes()), false)
                .map(entries -> new Fetched(Feed.Status.OK, etag, modified, entries))
                .recover(broken -> Future.succeededFuture(Fetched.nothing(Feed.Status.NOT_A_FEED)));
    }

    private static List<Entry> entries(byte[] body) throws IOException, FeedException {
        try (var reader = new XmlReader(new ByteArrayInputStream(body))) {
            return new SyndFeedInput()
                    .build(reader).getEntries().stream()
                            .limit(MAX_ENTRIES)
                            .map(FeedReader::entry)
                            .toList();
        }
    }

    private static Entry entry(SyndEntry entry) {
        var title = text(entry.getTitle());
        var url = Optional.ofNullable(entry.getLink());
        var description = entry.getDescription() == null
                ? ""
                : text(entry.getDescription().getValue());
        var at = Stream.of(entry.getUpdatedDate(), entry.getPublishedDate())
                .filter(Objects::nonNull)
                .findFirst()
                .map(Date::toInstant);
        return new Entry(Optional.ofNullable(entry.getUri()).or(() -> url).orElse(title), title, url, description, at);
    }

    private static String text(@org.jspecify.annotations.Nullable String html) {
        var plain = html == null ? "" : html.replaceAll("<[^>]{0,2000}>", " ").strip();
        return plain.substring(0, Math.min(plain.length(), 10_000));
    }
}
