package vadra.outside;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import vadra.previews.PageFetcher;
import vadra.previews.Preview;

/**
 * Reads what pages say of themselves: their title and description, by the Open Graph protocol (ogp.me) or else as HTML has
 * them. Of a page at most {@value #MAX_BYTES} bytes are read, a redirect is followed at most {@value #MAX_REDIRECTS} times and
 * only to where the server may call too, and after {@value #SECONDS} seconds there is no preview.
 */
public final class PageReader implements PageFetcher {
    static final int MAX_BYTES = 512 * 1024;
    static final int MAX_REDIRECTS = 3;
    static final int SECONDS = 5;

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*\"?([\\w.:-]{1,40})", Pattern.CASE_INSENSITIVE);

    /** The joiners shape emoji and the letters of Persian and Hindi. */
    private static final Pattern HIDDEN = Pattern.compile("[\\s\\p{Z}\\p{C}&&[^\\u200C\\u200D]]+");

    private final Vertx vertx;
    private final Addresses addresses;
    private final Requests requests;

    public PageReader(Vertx vertx, Addresses addresses) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.requests = new Requests(vertx, SECONDS, "text/html, application/xhtml+xml");
    }

    @Override
    public URI address(String text) {
        return Addresses.url(text);
    }

    @Override
    public Future<Optional<Preview>> fetch(URI url) {
        return follow(url, url, MAX_REDIRECTS)
                .timeout(SECONDS, TimeUnit.SECONDS)
                .recover(away -> Future.succeededFuture(Optional.empty()));
    }

    private Future<Optional<Preview>> follow(URI asked, URI url, int redirects) {
        return addresses
                .target(url)
                .compose(target -> requests.get(target, HttpClientRequest::send, answer -> read(asked, answer)))
                .compose(found -> found.moved() == null
                        ? Future.succeededFuture(found.preview())
                        : redirects == 0
                                ? Future.succeededFuture(Optional.empty())
                                : follow(
                                        asked,
                                        Addresses.url(url.resolve(found.moved()).toString()),
                                        redirects - 1));
    }

    /** What came: a preview, or the word that the page is elsewhere. */
    private record Found(
            Optional<Preview> preview, @Nullable String moved) {}

    private Future<Found> read(URI asked, HttpClientResponse answer) {
        if (REDIRECTS.contains(answer.statusCode())) {
            return Future.succeededFuture(new Found(Optional.empty(), answer.getHeader("Location")));
        }
        var type =
                Objects.requireNonNullElse(answer.getHeader("Content-Type"), "").toLowerCase(Locale.ROOT);
        if (answer.statusCode() != 200 || !(type.startsWith("text/html") || type.startsWith("application/xhtml+xml"))) {
            return Future.succeededFuture(new Found(Optional.empty(), null));
        }
        return Requests.beginning(answer, MAX_BYTES)
                .compose(body -> vertx.executeBlocking(() -> preview(asked, type, body), false))
                .map(preview -> new Found(preview, null));
    }

    private static Optional<Preview> preview(URI asked, String type, Buffer body) throws IOException {
        var charset = CHARSET.matcher(type);
        var told = charset.find() && Charset.isSupported(charset.group(1)) ? charset.group(1) : null;
        var page = Jsoup.parse(new ByteArrayInputStream(body.getBytes()), told, "");
        var title = said(page, Preview.MOST_TITLE, "meta[property=og:title]", "meta[name=twitter:title]");
        var description =
                said(page, Preview.MOST_DESCRIPTION, "meta[property=og:description]", "meta[name=description]");
        return Stream.of(title, tidy(page.title(), Preview.MOST_TITLE))
                .filter(one -> !one.isEmpty())
                .findFirst()
                .map(one -> new Preview(asked.toString(), one, description));
    }

    /** The first that is there. */
    private static String said(Document page, int most, String... places) {
        return Stream.of(places)
                .map(page::selectFirst)
                .filter(Objects::nonNull)
                .map(found -> tidy(found.attr("content"), most))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** One line without what cannot be seen, cut where it is too long. */
    private static String tidy(String text, int most) {
        var line = HIDDEN.matcher(text).replaceAll(" ").strip();
        if (line.codePointCount(0, line.length()) <= most) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, most - 1)).stripTrailing() + "…";
    }
}
