package vadra.marks;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import vadra.core.MemberId;
import vadra.core.RoomId;

/** Read marks in PostgreSQL, behind doors that ask whose they are. */
final class PgReadMarks {
    private static final String REACH = "SELECT mark, moved FROM mark_read($1, $2, $3)";
    private static final String OF = "SELECT slug, kind, seq, unread FROM read_marks_of($1, $2)";

    private final Pool pool;

    PgReadMarks(Pool pool) {
        this.pool = pool;
    }

    Future<ReadMarks.Marked> reach(MemberId member, RoomId room, long seq) {
        return pool.preparedQuery(REACH)
                .execute(Tuple.of(member.value(), room.value(), seq))
                .map(rows -> rows.iterator().next())
                .map(row -> new ReadMarks.Marked(row.getLong("mark"), row.getBoolean("moved")));
    }

    Future<List<ReadMark>> of(MemberId member) {
        return pool.preparedQuery(OF)
                .execute(Tuple.of(member.value()).addUUID(null))
                .map(rows -> rows.stream().map(PgReadMarks::mark).toList());
    }

    Future<Optional<ReadMark>> in(RoomId room, MemberId member) {
        return pool.preparedQuery(OF)
                .execute(Tuple.of(member.value(), room.value()))
                .map(rows -> rows.stream().map(PgReadMarks::mark).findAny());
    }

    private static ReadMark mark(Row row) {
        return new ReadMark(row.getString("slug"), row.getString("kind"), row.getLong("seq"), row.getInteger("unread"));
    }
}
