package vadra.questions;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import vadra.community.PgRefusal;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Role;

/** The lifting of pseudonyms, in PostgreSQL. */
final class PgPseudonyms {
    private static final String LIFT = "SELECT unmask_alias($1, $2, $3) AS person";
    private static final String LAST = "SELECT coalesce(max(n), 0) AS n FROM alias_unmasking";
    private static final String AFTER = "SELECT * FROM unmaskings_after($1, $2)";

    private final Pool pool;

    PgPseudonyms(Pool pool) {
        this.pool = pool;
    }

    /** A lifting, and whom it is to be told. */
    record Told(long n, String handle, Pseudonyms.Lifting lifting) {}

    Future<Actor> lift(MemberId by, PostId post, Pseudonyms.Cited cited) {
        var said = new JsonObject()
                .put("version", cited.version())
                .put("rule", cited.rule())
                .put("grounds", cited.grounds());
        return pool.preparedQuery(LIFT)
                .execute(Tuple.of(by.value(), post.value(), said))
                .map(rows -> person(rows.iterator().next().getJsonObject("person")))
                .recover(PgRefusal::asProblem);
    }

    private static Actor person(JsonObject person) {
        return new Actor(
                MemberId.parse(person.getString("id")),
                person.getString("handle"),
                person.getString("name"),
                Role.of(person.getString("role")));
    }

    Future<Long> last() {
        return pool.query(LAST).execute().map(rows -> rows.iterator().next().getLong("n"));
    }

    /** Oldest first. */
    Future<List<Told>> after(long n) {
        return pool.preparedQuery(AFTER).execute(Tuple.of(n).addUUID(null)).map(rows -> {
            var told = new ArrayList<>(rows.stream().map(PgPseudonyms::told).toList());
            Collections.reverse(told);
            return told;
        });
    }

    /** Newest first. */
    Future<List<Pseudonyms.Lifting>> of(MemberId member) {
        return pool.preparedQuery(AFTER)
                .execute(Tuple.of(0L, member.value()))
                .map(rows -> rows.stream().map(row -> told(row).lifting()).toList());
    }

    private static Told told(Row row) {
        var cited = new Pseudonyms.Cited(row.getInteger("version"), row.getInteger("rule"), row.getString("grounds"));
        return new Told(
                row.getLong("n"),
                row.getString("handle"),
                new Pseudonyms.Lifting(
                        row.getOffsetDateTime("at").toInstant(),
                        row.getString("room"),
                        row.getString("name"),
                        new PostId(row.getUUID("post")),
                        cited,
                        row.getString("actor")));
    }
}
