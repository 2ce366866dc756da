package vadra.notifications;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import vadra.core.MemberId;

/**
 * Follows what changed in members' notifications, on whichever node, and tells those who listen here: what is new, and what was
 * read on another device. It begins with what changes after its first turn. Called by one at a time.
 */
public final class Changes {
    private static final int MOST = 2_000;

    private final PgNotifications rows;
    private final Clock clock;
    private Optional<Place> heard = Optional.empty();

    Changes(PgNotifications rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** How far was followed: what a transaction changed, up to a number. */
    record Place(String transaction, long n) {}

    /**
     * How it stands for a member.
     *
     * @param unread how many, at most 100
     * @param fresh how many are new since the last news
     * @param newest the newest of these, while it stands
     */
    public record News(String handle, int unread, int fresh, Optional<Notification> newest) {}

    private record Sum(String handle, int fresh, long newest) {
        Sum with(PgNotifications.Change change) {
            return change.fresh()
                    ? new Sum(handle, fresh + 1, Math.max(newest, change.at().n()))
                    : this;
        }
    }

    /**
     * Tells of what changed since the last call.
     *
     * @param listens whether the member of a handle listens on this node
     */
    public Future<Void> tell(Predicate<String> listens, Consumer<News> listener) {
        if (heard.isEmpty()) {
            return rows.now()
                    .onSuccess(now -> heard = Optional.of(new Place(now, 0)))
                    .mapEmpty();
        }
        return rows.since(heard.get(), MOST)
                .compose(changes -> changes.isEmpty()
                        ? Future.succeededFuture()
                        : tell(sums(changes, listens), listener)
                                .onSuccess(told -> heard = Optional.of(
                                        changes.get(changes.size() - 1).at())));
    }

    private static Map<MemberId, Sum> sums(List<PgNotifications.Change> changes, Predicate<String> listens) {
        var sums = new LinkedHashMap<MemberId, Sum>();
        changes.stream()
                .filter(change -> listens.test(change.handle()))
                .forEach(change -> sums.compute(
                        change.member(),
                        (member, sum) -> (sum == null ? new Sum(change.handle(), 0, 0) : sum).with(change)));
        return sums;
    }

    private Future<Void> tell(Map<MemberId, Sum> sums, Consumer<News> listener) {
        if (sums.isEmpty()) {
            return Future.succeededFuture();
        }
        var numbers = sums.values().stream().map(Sum::newest).toList();
        return rows.states(List.copyOf(sums.keySet()), numbers, clock.instant())
                .onSuccess(states -> states.forEach(state -> {
                    var sum = sums.get(state.member());
                    if (sum != null) {
                        listener.accept(new News(sum.handle(), state.unread(), sum.fresh(), state.newest()));
                    }
                }))
                .mapEmpty();
    }
}
