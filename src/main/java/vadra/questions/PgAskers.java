package vadra.questions;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import vadra.core.PostId;
import vadra.core.Recorded;
import vadra.discussion.RoomEvent;

/** Who asked what, in PostgreSQL. */
final class PgAskers {
    private static final String OF = """
            SELECT moved, question.post_id, handle FROM unnest($1::uuid[]) moved
            JOIN question ON question.post_id = moved OR question.into_id = moved
            JOIN post ON post.id = question.post_id JOIN member ON member.id = author_id
            WHERE post.withdrawn_at IS NULL ORDER BY question.seq LIMIT 5000""";

    private final Pool pool;

    PgAskers(Pool pool) {
        this.pool = pool;
    }

    /** Whom to tell of moves, in the order of these. */
    Future<List<Outcomes.Outcome>> of(List<Recorded> moves) {
        var posts = moves.stream()
                .map(move -> ((RoomEvent.QuestionMoved) move.event()).post())
                .distinct()
                .map(PostId::value)
                .toArray(UUID[]::new);
        return pool.preparedQuery(OF)
                .execute(Tuple.tuple().addArrayOfUUID(posts))
                .map(rows -> rows.stream().collect(Collectors.groupingBy(row -> row.getUUID("moved"))))
                .map(found -> outcomes(moves, new HashMap<>(found)));
    }

    private static List<Outcomes.Outcome> outcomes(List<Recorded> moves, Map<UUID, List<Row>> askers) {
        return moves.stream()
                .flatMap(move ->
                        askers
                                .getOrDefault(
                                        ((RoomEvent.QuestionMoved) move.event())
                                                .post()
                                                .value(),
                                        List.of())
                                .stream()
                                .map(row -> new Outcomes.Outcome(
                                        row.getString("handle"), new PostId(row.getUUID("post_id")), move)))
                .toList();
    }
}
