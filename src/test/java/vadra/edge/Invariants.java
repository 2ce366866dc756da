package vadra.edge;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vadra.faults.DatabaseProcess;

/** What holds in the database whatever was sent: nothing is half written. */
final class Invariants {
    private static final Map<String, String> BREACHES = Map.of(
            "a room's log has a hole",
            """
            SELECT slug FROM room LEFT JOIN event ON room_id = room.id
            GROUP BY room.id HAVING last_seq <> count(seq) OR last_seq <> coalesce(max(seq), 0)""",
            "a conversation's log has a hole",
            """
            SELECT id::text FROM conversation LEFT JOIN message_event e ON conversation_id = conversation.id
            GROUP BY conversation.id HAVING last_seq <> count(e.seq) OR last_seq <> coalesce(max(e.seq), 0)""",
            "a post is not in the log",
            """
            SELECT post.id::text FROM post LEFT JOIN event ON event.room_id = post.room_id AND event.seq = post.seq
            WHERE event.kind IS DISTINCT FROM 'post.created' AND event.kind IS DISTINCT FROM 'unreadable'""",
            "a post said is no row",
            """
            SELECT room_id || ' ' || seq FROM event WHERE kind = 'post.created'
            AND NOT EXISTS (SELECT FROM post WHERE post.room_id = event.room_id AND post.seq = event.seq)""",
            "a version is lacking",
            """
            SELECT post.id::text FROM post LEFT JOIN post_version ON post_id = post.id
            GROUP BY post.id HAVING post.version <> count(post_version.version) AND post.version <> count(post_version.version) + 1""",
            "a receipt is for nothing",
            """
            SELECT command_id FROM receipt
            WHERE NOT EXISTS (SELECT FROM event WHERE event.room_id = receipt.room_id AND event.seq = receipt.seq)""",
            "the ledger's chain does not hold",
            "SELECT ledger_fault()::text WHERE ledger_fault() IS NOT NULL");

    private Invariants() {}

    /** What does not hold, each with the first few things where it does not. */
    static Map<String, List<List<String>>> broken(DatabaseProcess database) {
        var broken = new TreeMap<String, List<List<String>>>();
        BREACHES.forEach((breach, sql) -> {
            var found = database.query("SELECT * FROM (" + sql + ") AS found LIMIT 5");
            if (!found.isEmpty()) {
                broken.put(breach, found);
            }
        });
        return broken;
    }
}
