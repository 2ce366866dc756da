package vadra.sightings;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vadra.core.MemberId;

/** Feeds in PostgreSQL. */
final class PgFeeds {
    /** More are not read. */
    static final int MAX = 50;
    /** How often a feed is read. */
    static final Duration EVERY = Duration.ofMinutes(5);

    private static final String COLUMNS = """
            SELECT f.*, (SELECT count(*)::int FROM sighting s WHERE s.feed_id = f.id) found FROM feed f\s""";
    private static final String ADD = """
            INSERT INTO feed (id, url, source, added_by, added_at, due_at)
            SELECT $1, $2, $3, $4, $5, $5 WHERE (SELECT count(*) FROM feed) < $6 ON CONFLICT (url) DO NOTHING""";
    private static final String REMOVE = "DELETE FROM feed WHERE id = $1";
    private static final String ALL = COLUMNS + "ORDER BY f.added_at, f.id LIMIT 50";
    private static final String TAKE = """
            WITH taken AS (UPDATE feed SET due_at = $2 WHERE id IN (
                SELECT id FROM feed WHERE due_at <= $1 ORDER BY due_at LIMIT 4 FOR UPDATE SKIP LOCKED) RETURNING id)
            """ + COLUMNS + "WHERE f.id IN (SELECT id FROM taken)";
    private static final String READ = """
            UPDATE feed SET read_at = $2, status = $3, etag = $4, last_modified = $5 WHERE id = $1""";

    private final Pool pool;

    PgFeeds(Pool pool) {
        this.pool = pool;
    }

    /** Adds a feed; false when it is there already, or there are too many. */
    Future<Boolean> add(UUID id, URI url, Sighting.Source source, MemberId by, Instant now) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(id, url.toString(), PgSightings.code(source), by.value())
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                        .addInteger(MAX))
                .map(rows -> rows.rowCount() == 1);
    }

    Future<Boolean> remove(UUID id) {
        return pool.preparedQuery(REMOVE).execute(Tuple.of(id)).map(rows -> rows.rowCount() == 1);
    }

    Future<List<Feed>> all() {
        return pool.query(ALL).execute().map(PgFeeds::feeds);
    }

    /** Takes some feeds whose time has come, for this node alone. */
    Future<List<Feed>> take(Instant now) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), now.plus(EVERY).atOffset(ZoneOffset.UTC)))
                .map(PgFeeds::feeds);
    }

    /** Writes down how a reading went. */
    Future<Void> read(Feed feed, Instant at, FeedFetcher.Fetched fetched) {
        boolean fresh = fetched.status() == Feed.Status.OK;
        return pool.preparedQuery(READ)
                .execute(Tuple.of(
                        feed.id(),
                        at.atOffset(ZoneOffset.UTC),
                        PgSightings.code(fetched.status()),
                        fresh ? fetched.etag() : feed.etag(),
                        fresh ? fetched.lastModified() : feed.lastModified()))
                .mapEmpty();
    }

    private static List<Feed> feeds(Iterable<Row> rows) {
        var feeds = new ArrayList<Feed>();
        rows.forEach(row -> feeds.add(new Feed(
                row.getUUID("id"),
                URI.create(row.getString("url")),
                PgSightings.constant(Sighting.Source.class, row.getString("source")),
                row.getOffsetDateTime("added_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("read_at")).map(OffsetDateTime::toInstant),
                PgSightings.constant(Feed.Status.class, row.getString("status")),
                row.getInteger("found"),
                row.getString("etag"),
                row.getString("last_modified"))));
        return feeds;
    }
}
