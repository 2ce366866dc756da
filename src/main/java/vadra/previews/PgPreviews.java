package vadra.previews;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Previews in PostgreSQL. */
final class PgPreviews {
    private static final String FIND = "SELECT title, description, read_at FROM link_preview WHERE url = $1";
    private static final String KEEP = """
            INSERT INTO link_preview (url, title, description, read_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (url) DO UPDATE SET title = excluded.title, description = excluded.description,
                                            read_at = excluded.read_at""";
    private static final String FORGET = "DELETE FROM link_preview WHERE read_at < $1";

    private final Pool pool;

    PgPreviews(Pool pool) {
        this.pool = pool;
    }

    /**
     * What is kept of a page.
     *
     * @param preview nothing where the page said nothing
     */
    record Kept(Optional<Preview> preview, Instant at) {}

    Future<Optional<Kept>> find(String url) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(url))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new Kept(
                                Optional.of(new Preview(url, row.getString("title"), row.getString("description")))
                                        .filter(one -> !one.title().isEmpty()),
                                row.getOffsetDateTime("read_at").toInstant())));
    }

    Future<Void> keep(String url, Optional<Preview> preview, Instant at) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(
                        url,
                        preview.map(Preview::title).orElse(""),
                        preview.map(Preview::description).orElse(""),
                        at.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    Future<Void> forget(Instant before) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }
}
