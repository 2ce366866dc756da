package vadra.asking;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import vadra.community.PgRefusal;
import vadra.core.MemberId;
import vadra.core.RoomId;

/** Pseudonyms in PostgreSQL, as members have them. */
public final class PgAliases {
    private static final String IN = "SELECT id, name FROM alias_in($1, $2)";
    private static final String OWN = "SELECT id, name FROM own_alias($1, $2)";

    private final Pool pool;

    public PgAliases(Pool pool) {
        this.pool = pool;
    }

    /** A member's pseudonym in a room, which is made where there is none. */
    public Future<Alias> in(MemberId member, RoomId room) {
        return pool.preparedQuery(IN)
                .execute(Tuple.of(member.value(), room.value()))
                .map(rows -> first(rows).orElseThrow())
                .recover(PgRefusal::asProblem);
    }

    /** A member's pseudonym in a room, if there is one; for that member's own eyes. */
    public Future<Optional<Alias>> own(MemberId member, RoomId room) {
        return pool.preparedQuery(OWN)
                .execute(Tuple.of(member.value(), room.value()))
                .map(PgAliases::first);
    }

    private static Optional<Alias> first(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> new Alias(row.getUUID("id"), row.getString("name")))
                .findAny();
    }
}
