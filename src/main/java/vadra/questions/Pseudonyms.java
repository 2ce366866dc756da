package vadra.questions;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import vadra.asking.Alias;
import vadra.asking.PgAliases;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.RoomId;

/** The names under which members ask, and the rare times when one is lifted. {@link #tell} is called by one at a time. */
public final class Pseudonyms {
    private final PgAliases aliases;
    private final PgPseudonyms rows;
    private Optional<Long> told = Optional.empty();

    Pseudonyms(Pool pool) {
        this.aliases = new PgAliases(pool);
        this.rows = new PgPseudonyms(pool);
    }

    /** The house rule for which somebody looks behind a pseudonym, and why. */
    public record Cited(int version, int rule, String grounds) {}

    /**
     * That staff looked who asked.
     *
     * @param name the pseudonym
     * @param post for which it was lifted
     * @param actor who of the staff, by the name that the ledger has
     */
    public record Lifting(Instant at, String room, String name, PostId post, Cited cited, String actor) {}

    /** A member's own pseudonym in a room, if there is one. */
    public Future<Optional<Alias>> own(MemberId member, RoomId room) {
        return aliases.own(member, room);
    }

    /** Who said a post under a pseudonym; it is written down for ever, and the person is told. */
    public Future<Actor> lift(Actor staff, PostId post, Cited cited) {
        return rows.lift(staff.id(), post, cited);
    }

    /** When a member's pseudonyms were lifted, newest first, at most 200. */
    public Future<List<Lifting>> liftings(MemberId member) {
        return rows.of(member);
    }

    /** Tells of what was lifted since the last call, on whichever node. */
    public Future<Void> tell(BiConsumer<String, Lifting> listener) {
        if (told.isEmpty()) {
            return rows.last().onSuccess(last -> told = Optional.of(last)).mapEmpty();
        }
        return rows.after(told.get())
                .onSuccess(news -> news.forEach(one -> {
                    listener.accept(one.handle(), one.lifting());
                    told = Optional.of(one.n());
                }))
                .mapEmpty();
    }
}
