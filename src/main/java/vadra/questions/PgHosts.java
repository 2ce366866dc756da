package vadra.questions;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import vadra.community.PgRefusal;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Role;
import vadra.core.RoomId;

/** Hosts in PostgreSQL. */
final class PgHosts {
    private static final String OF = """
            SELECT member.id, handle, name, role FROM (
                SELECT started_by AS member_id, started_at AS since FROM room WHERE id = $1 AND kind <> 'talk'
                UNION ALL
                SELECT host.member_id, host.since FROM room_host host JOIN room ON room.id = host.room_id
                WHERE host.room_id = $1 AND host.until IS NULL AND (room.kind = 'talk' OR host.member_id <> room.started_by)
                ) hosts JOIN member ON member.id = member_id ORDER BY since, handle LIMIT 50""";
    private static final String MAY_MOVE = "SELECT may_move($1, $2) AS may";
    private static final String GIVE = "SELECT give_host($1, $2, $3)";
    private static final String TAKE = "SELECT take_host($1, $2, $3)";

    private final Pool pool;

    PgHosts(Pool pool) {
        this.pool = pool;
    }

    Future<List<Actor>> of(RoomId room) {
        return pool.preparedQuery(OF)
                .execute(Tuple.of(room.value()))
                .map(rows -> rows.stream().map(PgHosts::actor).toList());
    }

    Future<Boolean> mayMove(MemberId member, RoomId room) {
        return pool.preparedQuery(MAY_MOVE)
                .execute(Tuple.of(member.value(), room.value()))
                .map(rows -> rows.iterator().next().getBoolean("may"));
    }

    Future<Void> give(MemberId by, RoomId room, MemberId to) {
        return change(GIVE, by, room, to);
    }

    Future<Void> take(MemberId by, RoomId room, MemberId from) {
        return change(TAKE, by, room, from);
    }

    private Future<Void> change(String statement, MemberId by, RoomId room, MemberId member) {
        return pool.preparedQuery(statement)
                .execute(Tuple.of(by.value(), room.value(), member.value()))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    static Actor actor(Row row) {
        return new Actor(
                new MemberId(row.getUUID("id")),
                row.getString("handle"),
                row.getString("name"),
                Role.of(row.getString("role")));
    }
}
