package vadra.questions;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.asking.Question.State;
import vadra.core.MemberId;
import vadra.core.PostId;

/** What became of questions, in PostgreSQL. */
final class PgMoves {
    private static final String OF = """
            SELECT moved.seq, moved.at, moved.move, member.id, handle, name, role,
                   CASE WHEN after ->> 'into_id' IS NULL THEN after ->> 'state' ELSE 'merged' END AS state,
                   after ->> 'into_id' AS into_id, after ->> 'answer_id' AS answer_id, after ->> 'reason' AS reason,
                   (after ->> 'promised_for')::timestamptz AS promised_for
            FROM question_move moved JOIN member ON member.id = by_id WHERE post_id = $1 ORDER BY moved.seq LIMIT 200""";
    private static final String ASKED_BY = """
            SELECT post_id FROM question JOIN post ON post.id = post_id
            WHERE author_id = $1 AND withdrawn_at IS NULL ORDER BY moved_at DESC, post_id LIMIT 100""";
    private static final String WANTED_BY = """
            SELECT question.post_id FROM reaction JOIN question USING (post_id) JOIN post ON post.id = question.post_id
            WHERE reaction.member_id = $1 AND reaction.kind = 'want' AND withdrawn_at IS NULL
            ORDER BY moved_at DESC, question.post_id LIMIT 100""";

    private final Pool pool;

    PgMoves(Pool pool) {
        this.pool = pool;
    }

    Future<List<PastMove>> of(PostId question) {
        return pool.preparedQuery(OF)
                .execute(Tuple.of(question.value()))
                .map(rows -> rows.stream().map(PgMoves::move).toList());
    }

    private static PastMove move(Row row) {
        @Nullable OffsetDateTime promised = row.getOffsetDateTime("promised_for");
        return new PastMove(
                row.getLong("seq"),
                row.getOffsetDateTime("at").toInstant(),
                PgHosts.actor(row),
                row.getString("move"),
                State.of(row.getString("state")),
                post(row.getString("into_id")),
                post(row.getString("answer_id")),
                row.getString("reason"),
                promised == null ? null : promised.toInstant());
    }

    private static @Nullable PostId post(@Nullable String id) {
        return id == null ? null : PostId.parse(id);
    }

    Future<List<PostId>> askedBy(MemberId member) {
        return posts(ASKED_BY, member);
    }

    Future<List<PostId>> wantedBy(MemberId member) {
        return posts(WANTED_BY, member);
    }

    private Future<List<PostId>> posts(String statement, MemberId member) {
        return pool.preparedQuery(statement)
                .execute(Tuple.of(member.value()))
                .map(rows -> rows.stream()
                        .map(row -> new PostId(row.getUUID("post_id")))
                        .toList());
    }
}
