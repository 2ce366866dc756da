package vadra.openness;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import vadra.core.MemberId;

/**
 * What members are told of restraint: its reasons to whose thing it is, what came of it to who reported it. The database
 * writes each with what it tells of; every server sends it on, and the first to do so notes when. Its questions are safe
 * for use by any thread; {@link #tell} is called by one at a time.
 */
public final class Tellings {
    private final PgTellings rows;
    private Optional<Long> told = Optional.empty();

    public Tellings(Pool pool) {
        this.rows = new PgTellings(pool);
    }

    /**
     * What a member has not seen.
     *
     * @param count how many things
     * @param upTo the number of the newest thing that this member was told, seen or not; 0 for none
     */
    public record Unseen(int count, long upTo) {}

    /** The statements to a member, newest first, at most 200. */
    public Future<List<Statement>> of(MemberId member) {
        return rows.decisions(member).compose(rows::statements);
    }

    /** The statement to a member on an act, by any of its rows; none when there is none to this member. */
    public Future<Optional<Statement>> of(MemberId member, long row) {
        return rows.decision(member, row)
                .compose(decision -> rows.statements(decision.stream().toList()))
                .map(found -> found.stream().findAny());
    }

    /** What a member has not seen. */
    public Future<Unseen> unseen(MemberId member) {
        return rows.unseen(member);
    }

    /** A member has seen all that they were told up to a number. */
    public Future<Void> seen(MemberId member, long upTo) {
        return rows.seen(member, upTo);
    }

    /**
     * Tells of what was written since the last call, on whichever node, in its order; at first, of what no server has sent.
     * At most 500 a call.
     *
     * @param statements gets a member's handle, and a statement as it stands now
     * @param outcomes gets a member's handle, and their report as it stands now
     */
    public Future<Void> tell(BiConsumer<String, Statement> statements, BiConsumer<String, Report> outcomes) {
        if (told.isEmpty()) {
            return rows.sentUpTo().map(last -> {
                told = Optional.of(last);
                return null;
            });
        }
        return rows.after(told.get()).compose(news -> {
            if (news.isEmpty()) {
                return Future.succeededFuture();
            }
            long last = news.get(news.size() - 1).n();
            return rows.pass(news, statements, outcomes)
                    .compose(passed -> rows.sent(last))
                    .onSuccess(done -> told = Optional.of(last));
        });
    }
}
