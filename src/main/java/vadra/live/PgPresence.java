package vadra.live;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** How many people the servers on one database have in each channel, told and heard in one statement every few seconds. */
public final class PgPresence {
    private static final String EXCHANGE = """
            WITH here AS (
                INSERT INTO node VALUES ($1, now()) ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at),
            told AS (
                INSERT INTO presence SELECT $1, channel, people
                FROM unnest($2::text[], $3::integer[]) changed(channel, people)
                ON CONFLICT (node, channel) DO UPDATE SET people = excluded.people)
            SELECT channel, sum(people)::integer people FROM presence JOIN node ON node.id = presence.node
            WHERE node.id <> $1 AND people > 0 AND seen_at > now() - interval '10 seconds' GROUP BY channel""";
    private static final String LEAVE = "DELETE FROM node WHERE id = $1 OR seen_at < now() - interval '1 hour'";

    private final Pool pool;
    private final UUID node;

    /** Speaks for a node that nobody has heard of yet. */
    public PgPresence(Pool pool, UUID node) {
        this.pool = pool;
        this.node = node;
    }

    /** Tells the others of the channels that changed here; the result is how many people they have, where they have any. */
    public Future<Map<String, Integer>> exchange(Map<String, Integer> changed) {
        return pool.preparedQuery(EXCHANGE)
                .execute(Tuple.of(node)
                        .addArrayOfString(changed.keySet().toArray(String[]::new))
                        .addArrayOfInteger(changed.values().toArray(Integer[]::new)))
                .map(rows -> {
                    var elsewhere = new HashMap<String, Integer>();
                    rows.forEach(row -> elsewhere.put(row.getString("channel"), row.getInteger("people")));
                    return elsewhere;
                });
    }

    /** Is no longer counted, nor are servers that went without a word. */
    public Future<Void> leave() {
        return pool.preparedQuery(LEAVE).execute(Tuple.of(node)).mapEmpty();
    }
}
