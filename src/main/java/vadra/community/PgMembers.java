package vadra.community;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;
import vadra.core.Role;

/** Members in PostgreSQL. */
final class PgMembers {
    private static final String MEMBER = "id, handle, name, role, joined_at";
    private static final String ADD = """
            INSERT INTO member (id, handle, name, role, joined_at, password_hash, rules_version)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (handle) DO NOTHING""";
    private static final String FREE = """
            SELECT $1 || n AS handle FROM generate_series(2, 999999) AS n
            WHERE NOT EXISTS (SELECT FROM member WHERE handle = $1 || n) LIMIT 1""";
    private static final String BY_HANDLE = "SELECT " + MEMBER + ", password_hash FROM member WHERE handle = $1";
    private static final String BY_ID = "SELECT " + MEMBER + " FROM member WHERE id = $1";
    private static final String HAS_PASSWORD =
            "SELECT EXISTS (SELECT FROM member WHERE id = $1 AND password_hash IS NOT NULL) AS found";
    private static final String CHANGE = "SELECT " + MEMBER + " FROM change_profile($1, $2, $3)";
    private static final String KNOWN = "SELECT handle FROM member WHERE handle = ANY($1)";
    private static final String ROLES = """
            SELECT role, at, coalesce(lead(at) OVER (ORDER BY at), until) AS until FROM role_given
            WHERE member_id = $1 ORDER BY at DESC LIMIT 50""";
    private static final String CHANGE_PASSWORD = "SELECT change_password($1, $2, $3, $4) AS changed";
    private static final String GIVE_ROLE = "SELECT give_role($1, $2, $3, $4)";
    private static final String END_ROLES = "SELECT end_roles() AS ended";
    private static final String HAS_STAFF = "SELECT EXISTS (SELECT FROM member WHERE role = 'staff') AS found";

    private final Pool pool;

    PgMembers(Pool pool) {
        this.pool = pool;
    }

    /** A member together with what proves that somebody is that member; null where nothing here does. */
    record Known(Member member, @Nullable String passwordHash) {}

    /** Adds a member; false when the handle is taken. */
    Future<Boolean> add(Known known, int rulesVersion) {
        var member = known.member();
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(
                                member.id().value(),
                                member.handle(),
                                member.name(),
                                member.role().code())
                        .addValue(member.joinedAt().atOffset(ZoneOffset.UTC))
                        .addString(known.passwordHash())
                        .addInteger(rulesVersion))
                .map(rows -> rows.rowCount() == 1);
    }

    /** The base with the lowest number from 2 that nobody has now. Somebody may take it before it is added. */
    Future<String> freeHandle(String base) {
        return pool.preparedQuery(FREE)
                .execute(Tuple.of(base))
                .map(rows -> rows.iterator().next().getString("handle"));
    }

    Future<Optional<Member>> byHandle(String handle) {
        return pool.preparedQuery(BY_HANDLE).execute(Tuple.of(handle)).map(rows -> first(rows, PgMembers::member));
    }

    Future<Optional<Known>> knownByHandle(String handle) {
        return pool.preparedQuery(BY_HANDLE)
                .execute(Tuple.of(handle))
                .map(rows -> first(rows, row -> new Known(member(row), row.getString("password_hash"))));
    }

    Future<Optional<Member>> byId(MemberId id) {
        return pool.preparedQuery(BY_ID).execute(Tuple.of(id.value())).map(rows -> first(rows, PgMembers::member));
    }

    Future<Boolean> hasPassword(MemberId id) {
        return pool.preparedQuery(HAS_PASSWORD)
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.iterator().next().getBoolean("found"));
    }

    /** Changes what is not null; empty when there is no such member. */
    Future<Optional<Member>> change(MemberId id, @Nullable String name, @Nullable String about) {
        return pool.preparedQuery(CHANGE)
                .execute(Tuple.of(id.value()).addString(name).addString(about))
                .map(rows -> first(rows, PgMembers::member));
    }

    /** Gives a member a new hash, and ends all else that was opened with the old one; false when that is no longer theirs. */
    Future<Boolean> changePassword(Known before, String hash, UUID kept) {
        return pool.preparedQuery(CHANGE_PASSWORD)
                .execute(Tuple.of(before.member().id().value(), before.passwordHash(), hash, kept))
                .map(rows -> rows.iterator().next().getBoolean("changed"));
    }

    /** Those of the handles that belong to members. */
    Future<Set<String>> known(Set<String> handles) {
        return pool.preparedQuery(KNOWN)
                .execute(Tuple.tuple().addArrayOfString(handles.toArray(String[]::new)))
                .map(rows -> {
                    var known = new HashSet<String>();
                    rows.forEach(row -> known.add(row.getString("handle")));
                    return known;
                });
    }

    /** The roles that a member has and had, newest first, at most 50. */
    Future<List<RoleGiven>> roles(MemberId member) {
        return pool.preparedQuery(ROLES)
                .execute(Tuple.of(member.value()))
                .map(rows -> rows.stream()
                        .map(row -> new RoleGiven(
                                Role.of(row.getString("role")),
                                row.getOffsetDateTime("at").toInstant(),
                                Optional.ofNullable(row.getOffsetDateTime("until"))
                                        .map(OffsetDateTime::toInstant)
                                        .orElse(null)))
                        .toList());
    }

    Future<Void> giveRole(MemberId staff, MemberId member, Role role, @Nullable Instant until) {
        return pool.preparedQuery(GIVE_ROLE)
                .execute(Tuple.of(staff.value(), member.value(), role.code())
                        .addOffsetDateTime(until == null ? null : until.atOffset(ZoneOffset.UTC)))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    /** Ends the roles whose time is over; the result is how many. */
    Future<Long> endRoles() {
        return pool.query(END_ROLES)
                .execute()
                .map(rows -> rows.iterator().next().getLong("ended"));
    }

    Future<Boolean> hasStaff() {
        return pool.query(HAS_STAFF)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("found"));
    }

    private static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> map) {
        var all = rows.iterator();
        return all.hasNext() ? Optional.of(map.apply(all.next())) : Optional.empty();
    }

    private static Member member(Row row) {
        return new Member(
                new MemberId(row.getUUID("id")),
                row.getString("handle"),
                row.getString("name"),
                Role.of(row.getString("role")),
                row.getOffsetDateTime("joined_at").toInstant());
    }
}
