package vadra.blogs;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import vadra.community.PgRefusal;
import vadra.core.Hat;
import vadra.core.MemberId;
import vadra.core.Role;
import vadra.discussion.RoomEvent;

/** Blogs, and members' leave for what is said under them, in PostgreSQL. */
final class PgBlogs {
    private static final String BLOG = """
            SELECT blog.*, member.handle, member.name, member.role, member.restraint IS NOT NULL AS hidden,
                   (SELECT count(*)::int FROM article JOIN post ON post.id = article.post_id
                    WHERE article.author_id = blog.member_id AND post.withdrawn_at IS NULL AND post.restraint IS NULL) AS articles
            FROM blog JOIN member ON member.id = blog.member_id
            """;
    private static final String ALL = BLOG + """
            ORDER BY (SELECT max(published_at) FROM article WHERE author_id = blog.member_id) DESC NULLS LAST, handle
            LIMIT 200""";
    private static final String BY_HANDLE = BLOG + "WHERE member.handle = $1";
    private static final String KEEP = "SELECT keep_blog($1, $2)";
    private static final String CONSENTS = "SELECT 1 FROM consent WHERE member_id = $1 AND kind = 'blog-comments'";
    private static final String CONSENT = """
            INSERT INTO consent (member_id, kind, given_at) VALUES ($1, 'blog-comments', ledger_now())
            ON CONFLICT DO NOTHING""";
    private static final String WITHDRAW = "DELETE FROM consent WHERE member_id = $1 AND kind = 'blog-comments'";

    private final Pool pool;

    PgBlogs(Pool pool) {
        this.pool = pool;
    }

    Future<List<Blog>> all() {
        return pool.query(ALL).execute().map(PgBlogs::blogs);
    }

    Future<Optional<Blog>> byHandle(String handle) {
        return pool.preparedQuery(BY_HANDLE)
                .execute(Tuple.of(handle))
                .map(rows -> blogs(rows).stream().findAny());
    }

    Future<Void> keep(MemberId by, Blog.Words words) {
        var said = new JsonObject()
                .put("title", words.title())
                .put("about", words.about())
                .put("disclosure", words.disclosure())
                .put("language", words.language())
                .put("accent", words.accent())
                .put("face", words.face())
                .put("forward", words.forward());
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(by.value(), said))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    Future<Boolean> consents(MemberId member) {
        return pool.preparedQuery(CONSENTS)
                .execute(Tuple.of(member.value()))
                .map(SqlResult::size)
                .map(rows -> rows > 0);
    }

    Future<Void> consent(MemberId member, boolean given) {
        return pool.preparedQuery(given ? CONSENT : WITHDRAW)
                .execute(Tuple.of(member.value()))
                .mapEmpty();
    }

    private static List<Blog> blogs(RowSet<Row> rows) {
        return rows.stream().map(PgBlogs::blog).toList();
    }

    private static Blog blog(Row row) {
        boolean hidden = row.getBoolean("hidden");
        var role = Role.of(row.getString("role"));
        var words = new Blog.Words(
                hidden ? "" : row.getString("title"),
                hidden ? "" : row.getString("about"),
                row.getString("disclosure"),
                row.getString("language"),
                row.getString("accent"),
                row.getString("face"),
                row.getString("forward"));
        return new Blog(
                new RoomEvent.Author(
                        new MemberId(row.getUUID("member_id")),
                        row.getString("handle"),
                        row.getString("name"),
                        role,
                        role.hats().contains(Hat.BLOGGER)
                                ? Hat.BLOGGER
                                : role.hats().get(0)),
                words,
                hidden,
                row.getOffsetDateTime("opened_at").toInstant(),
                row.getInteger("articles"));
    }
}
