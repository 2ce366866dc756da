package vadra.discussion;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vadra.core.EventCodec;
import vadra.core.Problem;
import vadra.core.RoomId;
import vadra.discussion.GroupCommit.Rejected;

/**
 * Commits batches of commands: state, events and receipts of all rooms of a batch in one transaction, in two round trips
 * whatever its size.
 *
 * <p>The rooms' rows are locked first, in the order of their ids, so within a room the order of sequences is the order of
 * commits, on any number of nodes, and no two batches wait for each other.
 */
final class PgRoomCommits {
    private static final String PURGE = "DELETE FROM receipt WHERE accepted_at < $1";

    /**
     * Classes of SQLSTATE that no trying again cures: a value that does not fit, a constraint that it breaks, and what
     * the database's own functions refuse.
     */
    private static final Set<String> NEVER = Set.of("22", "23", "VA");

    private final Pool pool;
    private final EventCodec codec;

    PgRoomCommits(Pool pool, EventCodec codec) {
        this.pool = pool;
        this.codec = codec;
    }

    /**
     * Decides and commits a batch.
     *
     * @return the outcomes of each room; fails with {@link Rejected} when some command can never be committed, and
     *     otherwise when the database is away; then some or none of it is committed, and the
     *     same command ids tell which
     */
    Future<Map<RoomId, Outcome.Batch>> commit(Map<RoomId, List<Request>> batch, Instant now) {
        return pool.withConnection(connection -> {
            var began = connection.query("BEGIN").execute();
            var states = new PgRoomReads(connection).read(batch);
            return Future.all(began, states)
                    .compose(read -> decide(connection, batch, states.result(), now))
                    // After a statement that failed there is nothing left but this, and after a commit it does no harm.
                    .recover(failure -> connection
                            .query("ROLLBACK")
                            .execute()
                            .transform(done -> Future.failedFuture(named(failure))));
        });
    }

    private static Throwable named(Throwable failure) {
        boolean never = failure instanceof PgException refused
                && NEVER.contains(refused.getSqlState().substring(0, 2));
        return never ? new Rejected(failure) : failure;
    }

    private Future<Map<RoomId, Outcome.Batch>> decide(
            SqlConnection connection,
            Map<RoomId, List<Request>> batch,
            Map<RoomId, PgRoomReads.Before> states,
            Instant now) {
        var outcomes = new HashMap<RoomId, Outcome.Batch>();
        var decisions = new ArrayList<Decision>();
        batch.forEach((room, requests) -> {
            var before = states.get(room);
            if (before == null) {
                outcomes.put(room, refused(room, requests));
                return;
            }
            var decision = new Decision(
                    room, before.state(), before.receipts(), before.state().at(now));
            decision.decide(requests);
            decisions.add(decision);
            outcomes.put(room, decision.batch());
        });
        // Sent behind the writes without waiting for them: where one of them fails, it rolls back.
        var written = new PgRoomWrites(connection, codec).write(decisions);
        var ended = connection.query("COMMIT").execute();
        return Future.join(written, ended).map(done -> outcomes);
    }

    private static Outcome.Batch refused(RoomId room, List<Request> requests) {
        Outcome refusal = new Outcome.Refused(new Problem.NotFound("room", room.toString()));
        return new Outcome.Batch(requests.stream().map(request -> refusal).toList(), List.of());
    }

    Future<Integer> purgeReceipts(Instant before) {
        return pool.preparedQuery(PURGE)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .map(SqlResult::rowCount);
    }
}
