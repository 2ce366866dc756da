package vadra.questions;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.RoomId;
import vadra.discussion.Post;
import vadra.discussion.RoomReader;

/**
 * Questions in an order. What an order was when its first page was read is kept for a while, so that its further pages
 * neither repeat nor skip, on whichever node they are read.
 */
public final class QuestionReader {
    /** What can be asked for beside a single state: all but the merged, and those that are neither answered nor declined. */
    static final Set<String> STATES =
            Set.of("all", "open", "asked", "chosen", "answered", "declined", "promised", "merged");

    private final PgOrders orders;
    private final PgMoves moves;
    private final RoomReader posts;
    private final Clock clock;
    private final Supplier<UUID> ids;

    QuestionReader(Pool pool, RoomReader posts, Clock clock, Supplier<UUID> ids) {
        this.orders = new PgOrders(pool);
        this.moves = new PgMoves(pool);
        this.posts = posts;
        this.clock = clock;
        this.ids = ids;
    }

    /** Which questions, in which order. */
    public record Wish(Order order, String state) {
        public Wish {
            if (!STATES.contains(state)) {
                throw Problem.invalid(
                        "state",
                        "one of " + String.join(", ", STATES.stream().sorted().toList()));
            }
        }
    }

    /**
     * Some of them.
     *
     * @param next where the rest begins, null when there is none
     */
    public record Page(List<Post> questions, @Nullable String next) {}

    /**
     * The first questions of a room in an order; withdrawn and hidden ones are left out.
     *
     * @param limit 1 to 200
     * @param reader whose own reactions are marked, null for a guest
     */
    public Future<Page> first(RoomId room, Wish wish, int limit, @Nullable MemberId reader) {
        var now = clock.instant();
        return orders.latest(room, wish, now)
                .compose(kept -> kept.map(Future::succeededFuture)
                        .orElseGet(() -> orders.rank(room, wish)
                                .compose(ranked -> orders.keep(ids.get(), room, wish, ranked, now))))
                .compose(order -> page(order, 0, limit, reader));
    }

    /** The questions from a cursor on; fails with {@link Problem.Invalid} when its order is no longer kept. */
    public Future<Page> next(RoomId room, String cursor, int limit, @Nullable MemberId reader) {
        int dot = cursor.indexOf('.');
        try {
            var id = UUID.fromString(cursor.substring(0, Math.max(0, dot)));
            int from = Integer.parseInt(cursor.substring(dot + 1));
            if (from < 0) {
                throw over();
            }
            return orders.kept(room, id)
                    .map(found -> found.orElseThrow(QuestionReader::over))
                    .compose(order -> page(order, from, limit, reader));
        } catch (IllegalArgumentException noCursor) {
            throw over();
        }
    }

    private static vadra.core.ProblemException over() {
        return Problem.invalid("cursor", "is of an order that is no longer kept; read it from its beginning");
    }

    private Future<Page> page(PgOrders.Kept order, int from, int limit, @Nullable MemberId reader) {
        int begin = Math.min(from, order.posts().size());
        int end = Math.min(begin + limit, order.posts().size());
        var wanted = order.posts().subList(begin, end).stream().map(PostId::new).toList();
        var next = end < order.posts().size() ? order.id() + "." + end : null;
        return posts.all(wanted, reader).map(read -> new Page(read, next));
    }

    /** A member's own questions, whatever name they were asked under, the last moved first; at most 100. */
    public Future<List<Post>> asked(MemberId member) {
        return moves.askedBy(member).compose(own -> posts.all(own, member));
    }

    /** The questions that a member wants, the last moved first; at most 100. */
    public Future<List<Post>> wanted(MemberId member) {
        return moves.wantedBy(member).compose(all -> posts.all(all, member));
    }

    /** All moves of a question, the first first; at most 200. */
    public Future<List<PastMove>> moves(PostId question) {
        return moves.of(question);
    }

    /** Forgets orders whose time is over. */
    public Future<Void> tidy() {
        return orders.forget(clock.instant());
    }
}
