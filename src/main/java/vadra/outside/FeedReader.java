package vadra.outside;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    private static final String ACCEPT =
            "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8";

    private final Vertx vertx;
    private final Addresses addresses;
    private final Requests requests;

    public FeedReader(Vertx vertx, Addresses addresses) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.requests = new Requests(vertx, SECONDS, ACCEPT);
    }

    @Override
    public Future<Void> check(URI url) {
        return addresses.check(Addresses.url(url.toString()));
    }

    @Override
    public Future<Fetched> fetch(Feed feed) {
        return addresses
                .target(feed.url())
                .compose(target -> requests.get(target, request -> ask(request, feed), this::read))
                .recover(failure -> Future.succeededFuture(Fetched.nothing(status(failure))));
    }

    private static Feed.Status status(Throwable failure) {
        if (failure instanceof Requests.TooLarge) {
            return Feed.Status.TOO_LARGE;
        }
        return failure instanceof ProblemException ? Feed.Status.REFUSED : Feed.Status.UNREACHABLE;
    }

    private static Future<HttpClientResponse> ask(HttpClientRequest request, Feed feed) {
        if (!feed.etag().isEmpty()) {
            request.putHeader("If-None-Match", feed.etag());
        }
        if (!feed.lastModified().isEmpty()) {
            request.putHeader("If-Modified-Since", feed.lastModified());
        }
        return request.send();
    }

    private Future<Fetched> read(HttpClientResponse answer) {
        return switch (answer.statusCode()) {
            case 200 -> Requests.whole(answer, MAX_BYTES).compose(body -> read(answer, body));
            case 304 -> Future.succeededFuture(Fetched.nothing(Feed.Status.UNCHANGED));
            default -> Future.succeededFuture(Fetched.nothing(Feed.Status.REFUSED));
        };
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
