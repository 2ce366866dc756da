package vadra.door;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import vadra.core.Problem;

/** How large a request may be, by what it is for. Large ones are taken of members only, and the largest one after another. */
public final class BodyLimits implements Handler<RoutingContext> {
    /** The largest request body, bytes, where nothing else is said. */
    static final int USUAL = 64 * 1024;
    /** Of an article or a draft: every byte of it may be written as six in JSON. */
    static final int ARTICLE = 1_300 * 1024;
    /** Of a picture, and a little more, so that one that is too large is told so in words. */
    static final int PICTURE = 5 * 1024 * 1024 + 1024;
    /** Of a blog, or all that is a person's, that is brought along. */
    static final int BLOG = 64 * 1024 * 1024;

    /** A body that takes longer is cut off, so that crumbs hold no connection; the larger ones have what a slow line needs. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration PATIENCE_WITH_LARGE = Duration.ofSeconds(70);

    private static final Duration RETRY = Duration.ofSeconds(20);
    private static final String READING = "vadra.reading";
    /** On all loops of this server. */
    private static final AtomicInteger BLOGS = new AtomicInteger();

    private final BodyHandler usual = BodyHandler.create(false).setBodyLimit(USUAL);
    private final BodyHandler article = BodyHandler.create(false).setBodyLimit(ARTICLE);
    private final BodyHandler picture = BodyHandler.create(false).setBodyLimit(PICTURE);
    private final BodyHandler blog = BodyHandler.create(false).setBodyLimit(BLOG);

    @Override
    public void handle(RoutingContext context) {
        context.put(READING, true);
        int limit = limit(context);
        cutOffWhenLate(context, limit == USUAL ? PATIENCE : PATIENCE_WITH_LARGE);
        if (limit > USUAL && Authentication.sessionOf(context) == null) {
            context.fail(Problem.signInNeeded());
        } else if (limit == BLOG) {
            oneBlog(context);
        } else {
            (limit == ARTICLE ? article : limit == PICTURE ? picture : usual).handle(context);
        }
    }

    private static void cutOffWhenLate(RoutingContext context, Duration patience) {
        long timer = context.vertx().setTimer(patience.toMillis(), late -> {
            if (isReading(context)) {
                context.request().connection().close();
            }
        });
        context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
    }

    /** The body is whole, and what goes wrong from now on is not what came. */
    public static void whole(RoutingContext context) {
        context.put(READING, false);
        context.next();
    }

    /** Whether the body was still being read: a failure that nobody knows is then one of who sent it. */
    public static boolean isReading(RoutingContext context) {
        return Boolean.TRUE.equals(context.get(READING));
    }

    /** A blog is in memory while it is brought in, so no two are. */
    private void oneBlog(RoutingContext context) {
        if (!BLOGS.compareAndSet(0, 1)) {
            context.fail(Problem.unavailable("Something else is being brought along just now.", RETRY));
            return;
        }
        context.addEndHandler(ended -> BLOGS.set(0));
        blog.handle(context);
    }

    /** The limit for a request. */
    static int limit(RoutingContext context) {
        var path = context.normalizedPath();
        if (context.request().method().equals(HttpMethod.GET)) {
            return USUAL;
        }
        if (path.equals("/api/media") || path.equals("/api/me/picture")) {
            return PICTURE;
        }
        if (path.equals("/api/me/blog/import") || path.equals("/api/me/import")) {
            return BLOG;
        }
        return path.startsWith("/api/me/drafts") || path.startsWith("/api/articles/") ? ARTICLE : USUAL;
    }

    /** The limit for a request in words. */
    public static String inWords(RoutingContext context) {
        return switch (limit(context)) {
            case PICTURE -> "5 MB";
            case BLOG -> "64 MB";
            case ARTICLE -> "1300 KiB";
            default -> "64 KiB";
        };
    }
}
