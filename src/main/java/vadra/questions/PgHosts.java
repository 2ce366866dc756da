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
            SELECT member.id, handle, name, role FROM host_now JOIN member ON member.id = member_id
            WHERE room_id = $1 ORDER BY since, handle LIMIT 50""";
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
