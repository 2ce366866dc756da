package vadra.moving;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import vadra.blogs.Article;
import vadra.core.PostId;

/** What was said under an article by its author, and by those who let it be taken along. */
final class PgComments {
    private static final String COMMENTS = """
            SELECT comment.source, comment.html, comment.said_at, coalesce(alias.name, member.name) AS name
            FROM article JOIN post comment ON comment.room_id = article.room_id AND comment.seq > 1
            JOIN member ON member.id = comment.author_id
            LEFT JOIN room_alias_name alias ON alias.id = comment.alias_id
            WHERE article.post_id = $1 AND comment.withdrawn_at IS NULL AND comment.restraint IS NULL
            AND (comment.author_id = article.author_id
                 OR EXISTS (SELECT FROM consent WHERE member_id = comment.author_id AND kind = 'blog-comments'))
            ORDER BY comment.seq LIMIT $2""";

    private final Pool pool;

    PgComments(Pool pool) {
        this.pool = pool;
    }

    Future<List<Article.Echo>> of(PostId article, int limit) {
        return pool.preparedQuery(COMMENTS)
                .execute(Tuple.of(article.value(), limit))
                .map(rows -> rows.stream()
                        .map(row -> new Article.Echo(
                                row.getString("name"),
                                row.getOffsetDateTime("said_at").toInstant(),
                                row.getString("source"),
                                row.getString("html")))
                        .toList());
    }
}
