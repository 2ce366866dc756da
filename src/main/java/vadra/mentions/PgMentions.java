package vadra.mentions;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import vadra.core.MemberId;
import vadra.core.RoomId;

/** Members in PostgreSQL by how their names begin. */
final class PgMentions {
    /** Who of the room's last 500 posts, newest first, then others by handle; a post under a pseudonym is nobody's here. */
    private static final String BEGIN = """
            WITH near AS (
                SELECT author_id, max(seq) AS last FROM (
                    SELECT author_id, seq FROM post WHERE room_id = $3 AND alias_id IS NULL AND withdrawn_at IS NULL
                    AND restraint IS NULL ORDER BY seq DESC LIMIT 500) said
                GROUP BY author_id),
            here AS (
                SELECT id, handle, name, last FROM near JOIN member ON member.id = near.author_id
                WHERE handle LIKE $2 || '%' OR lower(name) LIKE $2 || '%' OR lower(name) LIKE '% ' || $2 || '%'),
            other AS (
                SELECT id, handle, name FROM member WHERE $4 AND (handle LIKE $2 || '%' OR lower(name) LIKE $2 || '%')
                AND EXISTS (SELECT FROM post WHERE author_id = member.id AND alias_id IS NULL AND withdrawn_at IS NULL
                            AND restraint IS NULL)
                AND id NOT IN (SELECT id FROM here) ORDER BY handle LIMIT 40)
            SELECT handle, name, here FROM (
                SELECT id, handle, name, true AS here, last FROM here
                UNION ALL SELECT id, handle, name, false, 0 FROM other) found
            WHERE id <> $1 AND NOT blocked_between($1, id) ORDER BY here DESC, last DESC, handle LIMIT $5""";

    private final Pool pool;

    PgMentions(Pool pool) {
        this.pool = pool;
    }

    Future<List<Mentionable>> begin(MemberId writer, String begins, Optional<RoomId> room, boolean others) {
        var literal = begins.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(
                        writer.value(), literal, room.map(RoomId::value).orElse(null), others, Mentions.MOST))
                .map(rows -> rows.stream().map(PgMentions::found).toList());
    }

    private static Mentionable found(Row row) {
        return new Mentionable(row.getString("handle"), row.getString("name"), row.getBoolean("here"));
    }
}
