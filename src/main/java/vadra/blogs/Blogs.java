package vadra.blogs;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vadra.community.Plain;
import vadra.core.Actor;
import vadra.core.Problem;

/** Who has a blog, and what its author says of it. Any member opens one at once. Safe for use by any thread. */
public final class Blogs {
    private static final int MAX_TITLE = 80;
    private static final int MAX_ABOUT = 1_000;
    private static final int MAX_DISCLOSURE = 500;
    private static final int MAX_FORWARD = 500;

    private final PgBlogs rows;

    public Blogs(Pool pool) {
        this.rows = new PgBlogs(pool);
    }

    /** All blogs, those with the newest articles first, at most 200. */
    public Future<List<Blog>> all() {
        return rows.all();
    }

    /** The blog of a member; fails with {@link Problem.NotFound} when there is none. */
    public Future<Blog> of(String handle) {
        return rows.byHandle(handle).map(found -> found.orElseThrow(() -> Problem.notFound("blog", handle)));
    }

    /** The member's own blog, when there is one. */
    public Future<Optional<Blog>> mine(Actor by) {
        return rows.byHandle(by.handle());
    }

    /** Opens the own blog, or says anew what it is. */
    public Future<Blog> keep(Actor by, Blog.Words words) {
        return Future.succeededFuture(words)
                .map(Blogs::normal)
                .compose(normal -> rows.keep(by.id(), normal))
                .compose(done -> of(by.handle()));
    }

    private static Blog.Words normal(Blog.Words words) {
        var disclosure = Plain.lines("disclosure", words.disclosure(), MAX_DISCLOSURE);
        if (disclosure.length() < 3) {
            throw Problem.invalid("disclosure", "must say, in your own words, who pays you to write");
        }
        return new Blog.Words(
                Plain.line("title", words.title(), MAX_TITLE),
                Plain.lines("about", words.about(), MAX_ABOUT),
                disclosure,
                words.language(),
                words.accent(),
                words.face(),
                forward(words.forward()));
    }

    /** Only an https address with a host is linked to, and nobody is sent there unasked. */
    private static @Nullable String forward(@Nullable String address) {
        if (address == null || address.isBlank()) {
            return null;
        }
        try {
            var uri = URI.create(Plain.line("forward", address, MAX_FORWARD));
            if ("https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null) {
                return uri.toASCIIString();
            }
        } catch (IllegalArgumentException malformed) {
            throw Problem.invalid("forward", "must be an address that begins with https://");
        }
        throw Problem.invalid("forward", "must be an address that begins with https://");
    }

    /** Whether a member lets others take along what the member says under their articles. */
    public Future<Boolean> consents(Actor member) {
        return rows.consents(member.id());
    }

    /** Gives that leave, or takes it back. */
    public Future<Void> consent(Actor member, boolean given) {
        return rows.consent(member.id(), given);
    }
}
