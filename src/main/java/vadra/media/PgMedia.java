package vadra.media;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.community.PgRefusal;
import vadra.core.MemberId;
import vadra.core.Problem;

/** Pictures in PostgreSQL, whose functions are the only way to keep one and to let go of it. */
final class PgMedia {
    private static final String KEEP = "SELECT keep_media($1, $2, $3, $4)";
    private static final String ONE = """
            SELECT id, type, width, height, octet_length(bytes) AS size FROM media
            WHERE id = encode(sha256($1), 'hex')""";
    private static final String HELD = """
            SELECT media.id, media.type, media.width, media.height, held.size, held.held_at,
                   media_uses(held.member_id, held.media_id) AS uses
            FROM media_holder held JOIN media ON media.id = held.media_id
            WHERE held.member_id = $1 ORDER BY held.held_at DESC, media.id LIMIT 500""";
    private static final String DROP = "SELECT drop_media($1, $2)";
    private static final String SHOW = """
            SELECT * FROM (
                SELECT type, bytes, EXISTS (
                    SELECT FROM media_use used JOIN post ON post.id = used.post_id
                    WHERE used.media_id = media.id AND post.withdrawn_at IS NULL AND post.restraint IS NULL) AS open
                FROM media WHERE id = $1) shown
            WHERE open OR sees_media($2, $1)""";
    private static final String SIZES = """
            SELECT media.id, media.width, media.height FROM media_holder held JOIN media ON media.id = held.media_id
            WHERE held.member_id = $1 AND held.media_id = ANY($2)""";
    private static final String SWEEP = "SELECT sweep_media($1) AS swept";

    private final Pool pool;

    PgMedia(Pool pool) {
        this.pool = pool;
    }

    Future<Media.Kept> keep(MemberId by, Picture picture, long room) {
        var bytes = picture.bytes();
        var told = new JsonObject()
                .put("type", picture.type())
                .put("width", picture.width())
                .put("height", picture.height());
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(by.value(), told, bytes, room))
                .compose(done -> pool.preparedQuery(ONE).execute(Tuple.of(bytes)))
                .map(rows -> kept(rows.iterator().next()))
                .recover(PgRefusal::asProblem);
    }

    Future<List<Media.Held>> of(MemberId by) {
        return pool.preparedQuery(HELD)
                .execute(Tuple.of(by.value()))
                .map(rows -> rows.stream()
                        .map(row -> new Media.Held(
                                kept(row), row.getOffsetDateTime("held_at").toInstant(), row.getLong("uses")))
                        .toList());
    }

    Future<Void> drop(MemberId by, String id) {
        return pool.preparedQuery(DROP)
                .execute(Tuple.of(by.value(), id))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    Future<Media.Shown> show(String id, @Nullable MemberId reader) {
        UUID who = reader == null ? null : reader.value();
        return pool.preparedQuery(SHOW)
                .execute(Tuple.of(id, who))
                .map(rows -> rows.stream()
                        .map(row ->
                                new Media.Shown(row.getString("type"), row.getBoolean("open"), row.getBuffer("bytes")))
                        .findAny()
                        .orElseThrow(() -> Problem.notFound("picture", id)));
    }

    Future<Map<String, Picture.Size>> sizes(MemberId holder, Set<String> ids) {
        return pool.preparedQuery(SIZES)
                .execute(Tuple.of(holder.value()).addArrayOfString(ids.toArray(String[]::new)))
                .map(rows -> {
                    var sizes = new HashMap<String, Picture.Size>();
                    rows.forEach(row -> sizes.put(
                            row.getString("id"), new Picture.Size(row.getInteger("width"), row.getInteger("height"))));
                    return sizes;
                });
    }

    Future<Integer> sweep(Instant before) {
        return pool.preparedQuery(SWEEP)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getInteger("swept"));
    }

    private static Media.Kept kept(Row row) {
        return new Media.Kept(
                row.getString("id"),
                row.getString("type"),
                row.getInteger("width"),
                row.getInteger("height"),
                row.getInteger("size"));
    }
}
