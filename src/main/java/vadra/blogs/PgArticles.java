package vadra.blogs;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vadra.core.Hat;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Role;
import vadra.discussion.RoomEvent;
import vadra.openness.PgRestraint;

/** Articles in PostgreSQL; a list has not their whole text, but the beginning that is their post. */
final class PgArticles {
    private static final String ARTICLE = """
            SELECT article.post_id, article.published_at, article.charter, room.slug, room.language, product.slug AS product,
                   post.version, post.edited_at, post.withdrawn_at IS NOT NULL AS withdrawn,
                   post.restraint IS NOT NULL AS hidden, words.title, words.series, words.place, words.disclosure,
                   %s, author.id AS author, author.handle, author.name, author.role, post.hat,
                   (SELECT count(*)::int FROM post comment WHERE comment.room_id = room.id AND comment.seq > 1
                    AND comment.withdrawn_at IS NULL AND comment.restraint IS NULL) AS comments,
            """ + PgRestraint.COLUMNS + """

            FROM article JOIN room ON room.id = article.room_id JOIN post ON post.id = article.post_id
            JOIN article_version words ON words.post_id = post.id AND words.version = post.version
            JOIN member author ON author.id = article.author_id LEFT JOIN product ON product.id = room.product_id
            LEFT JOIN LATERAL (SELECT * FROM ledger WHERE object = post.id ORDER BY n DESC LIMIT 1) told
                ON told.act IN ('announce', 'hide')
            """;
    private static final String WHOLE = ARTICLE.formatted("words.source, words.html");
    private static final String BRIEF = ARTICLE.formatted("left(post.source, 600) AS source, '' AS html");
    private static final String STANDS = "post.withdrawn_at IS NULL AND post.restraint IS NULL";
    private static final String ONE = WHOLE + "WHERE room.slug = $1";
    private static final String NEWEST =
            BRIEF + "WHERE " + STANDS + " AND article.published_at < $1 ORDER BY article.published_at DESC LIMIT $2";
    private static final String OF_AUTHOR = BRIEF + "WHERE author.handle = $3 AND " + STANDS
            + " AND article.published_at < $1 ORDER BY article.published_at DESC LIMIT $2";
    private static final String SLUGS = """
            SELECT room.slug FROM article JOIN post ON post.id = article.post_id JOIN room ON room.id = article.room_id
            WHERE article.author_id = $1 AND post.withdrawn_at IS NULL AND post.restraint IS NULL
            ORDER BY article.published_at, room.slug LIMIT $2""";
    private static final String SERIES = """
            SELECT room.slug, words.title FROM article JOIN post ON post.id = article.post_id
            JOIN room ON room.id = article.room_id
            JOIN article_version words ON words.post_id = post.id AND words.version = post.version
            WHERE article.author_id = $1 AND words.series = $2 AND post.withdrawn_at IS NULL AND post.restraint IS NULL
            ORDER BY words.place NULLS LAST, article.published_at, room.slug LIMIT 200""";
    private static final String VERSIONS = """
            SELECT version, written_at, title, series, place, source, html, disclosure FROM article_version
            WHERE post_id = $1 AND ($2::int IS NULL OR version = $2) ORDER BY version DESC LIMIT 1000""";
    private static final String ECHOES =
            "SELECT name, said_at, source, html FROM article_echo WHERE post_id = $1 ORDER BY n";
    private static final String EDIT = "SELECT edit_article($1, $2, $3, $4, $5::text::json)";

    private final Pool pool;

    PgArticles(Pool pool) {
        this.pool = pool;
    }

    Future<Optional<Article>> one(String slug) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(slug))
                .map(rows -> articles(rows).stream().findAny());
    }

    Future<List<Article>> newest(Instant before, int limit) {
        return pool.preparedQuery(NEWEST)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), limit))
                .map(PgArticles::articles);
    }

    Future<List<Article>> of(String handle, Instant before, int limit) {
        return pool.preparedQuery(OF_AUTHOR)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), limit, handle))
                .map(PgArticles::articles);
    }

    Future<List<String>> slugs(MemberId author, int limit) {
        return pool.preparedQuery(SLUGS)
                .execute(Tuple.of(author.value(), limit))
                .map(rows -> rows.stream().map(row -> row.getString("slug")).toList());
    }

    Future<List<Article.Link>> series(MemberId author, String series) {
        return pool.preparedQuery(SERIES)
                .execute(Tuple.of(author.value(), series))
                .map(rows -> rows.stream()
                        .map(row -> new Article.Link(row.getString("slug"), row.getString("title")))
                        .toList());
    }

    /** All versions, or one, newest first; a list of all has no HTML but the source. */
    Future<List<Article.Version>> versions(PostId post, @Nullable Integer version) {
        return pool.preparedQuery(VERSIONS)
                .execute(Tuple.of(post.value(), version))
                .map(rows -> rows.stream()
                        .map(row -> new Article.Version(
                                row.getInteger("version"),
                                row.getOffsetDateTime("written_at").toInstant(),
                                words(row)))
                        .toList());
    }

    Future<List<Article.Echo>> echoes(PostId post) {
        return pool.preparedQuery(ECHOES)
                .execute(Tuple.of(post.value()))
                .map(rows -> rows.stream()
                        .map(row -> new Article.Echo(
                                row.getString("name"),
                                row.getOffsetDateTime("said_at").toInstant(),
                                row.getString("source"),
                                row.getString("html")))
                        .toList());
    }

    /**
     * What the log is told of an article that is written anew.
     *
     * @param event encoded
     */
    record Told(Instant at, RoomEvent.Author by, String event) {}

    Future<Void> edit(Article article, Rendering.Rendered rendered, Told told) {
        var writing = rendered.writing();
        var series = writing.series();
        var words = new JsonObject()
                .put("at", told.at().toString())
                .put("hat", told.by().hat().code())
                .put("title", writing.title())
                .put("series", series == null ? null : series.name())
                .put("place", series == null ? null : series.place())
                .put("source", writing.source())
                .put("html", rendered.html())
                .put("leadSource", rendered.lead().source())
                .put("leadHtml", rendered.lead().html())
                .put("mentions", new JsonArray(List.copyOf(rendered.mentions())));
        return pool.preparedQuery(EDIT)
                .execute(Tuple.of(
                        article.author().id().value(), article.post().value(), article.version(), words, told.event()))
                .<Void>mapEmpty()
                .recover(PgBlogRefusal::asProblem);
    }

    private static List<Article> articles(RowSet<Row> rows) {
        return rows.stream().map(PgArticles::article).toList();
    }

    private static Article article(Row row) {
        var state = new Article.State(
                row.getOffsetDateTime("published_at").toInstant(),
                PgDrafts.instant(row.getOffsetDateTime("edited_at")),
                row.getBoolean("withdrawn"),
                row.getBoolean("hidden"),
                PgRestraint.of(row));
        return new Article(
                new PostId(row.getUUID("post_id")),
                row.getString("slug"),
                new RoomEvent.Author(
                        new MemberId(row.getUUID("author")),
                        row.getString("handle"),
                        row.getString("name"),
                        Role.of(row.getString("role")),
                        Hat.of(row.getString("hat"))),
                row.getInteger("version"),
                state.withdrawn() || state.hidden() ? Article.Whole.SILENT : words(row),
                row.getString("language"),
                row.getString("product"),
                row.getInteger("charter"),
                state,
                row.getInteger("comments"));
    }

    private static Article.Whole words(Row row) {
        return new Article.Whole(
                row.getString("title"),
                PgDrafts.series(row),
                row.getString("source"),
                row.getString("html"),
                row.getString("disclosure"));
    }
}
