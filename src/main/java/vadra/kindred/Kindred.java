package vadra.kindred;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;

/**
 * People who are like a member, and the directory. Both know only those who want it, and forget them when they no longer do.
 * Nothing is kept of who was suggested to whom: it is computed when it is asked for. Safe for use by any thread.
 */
public final class Kindred {
    /** So many are looked at closely, of whom at most {@link Suggestion#MOST} are shown. */
    private static final int NEAR = 100;

    private final PgKindred rows;

    public Kindred(Pool pool) {
        this.rows = new PgKindred(pool);
    }

    /** What a member gives leave for; nothing until they do. */
    public enum Purpose {
        /** To be suggested to members who are like them, and to have such suggested. */
        KINDRED,
        /** To stand in the directory. */
        DIRECTORY;

        /** The lower-case name, as in JSON and SQL. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The purpose with this {@link #code()}. */
        public static Purpose of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** What a member has given leave for. */
    public Future<Set<Purpose>> given(MemberId member) {
        return rows.given(member);
    }

    /** Gives leave, or takes it back; it holds at once. */
    public Future<Void> give(MemberId member, Purpose purpose, boolean given) {
        return rows.give(member, purpose, given);
    }

    /** Who may be like a member, closest first; nobody where the member does not want that. */
    public Future<List<Suggestion>> of(MemberId member) {
        return rows.near(member, NEAR).map(Suggestion::mixed);
    }

    /** What a member has in common with another; nothing where one of them does not want that. */
    public Future<List<Tie>> common(MemberId reader, String handle) {
        return rows.common(reader, handle);
    }

    /** Somebody is not suggested to a member again. */
    public Future<Void> hide(MemberId member, String handle) {
        return rows.hide(member, handle);
    }

    /**
     * A page of the directory.
     *
     * @param reader null for a stranger
     * @param limit 1 to 50
     */
    public Future<Listed.Page> directory(@Nullable MemberId reader, Listed.Wanted wanted, int limit) {
        return rows.directory(reader, wanted, limit + 1).map(found -> {
            var people = found.subList(0, Math.min(limit, found.size()));
            return new Listed.Page(
                    people, found.size() > limit ? people.get(limit - 1).handle() : null);
        });
    }
}
