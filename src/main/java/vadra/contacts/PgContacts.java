package vadra.contacts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.community.PgRefusal;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Role;

/** Contacts in PostgreSQL, whose functions are the only way to them. */
final class PgContacts {
    private static final String ASK = "SELECT ask_contact($1, $2, $3, $4)";
    private static final String END = "SELECT end_contact($1, $2, $3)";
    private static final String WITH = "SELECT * FROM contact_with($1, $2, $3)";
    private static final String OF = "SELECT * FROM contacts_of($1, $2)";
    private static final String BETWEEN = "SELECT are_contacts($1, $2) AS so";
    private static final String MAY_REACH = "SELECT may_reach($1, $2) AS so";
    private static final String WANTS_TO_HEAR = "SELECT wants_to_hear($1, $2, $3) AS so";
    private static final String LAST = "SELECT last_personal_news() AS n";
    private static final String AFTER = "SELECT * FROM personal_news_after($1)";
    private static final String SWEEP = "SELECT sweep_contacts($1) AS gone";

    private final Pool pool;

    PgContacts(Pool pool) {
        this.pool = pool;
    }

    /**
     * That something changed.
     *
     * @param other null where it is about nobody else
     */
    record Changed(
            long n,
            MemberId member,
            String handle,
            Optional<String> told,
            @Nullable Actor other) {}

    Future<Void> ask(MemberId by, MemberId whom, String words, Instant now) {
        return pool.preparedQuery(ASK)
                .execute(Tuple.of(by.value(), whom.value(), words, time(now)))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    Future<Void> end(MemberId by, MemberId whom, Instant now) {
        return pool.preparedQuery(END)
                .execute(Tuple.of(by.value(), whom.value(), time(now)))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    Future<Relation> with(MemberId of, MemberId other, Instant now) {
        return pool.preparedQuery(WITH)
                .execute(Tuple.of(of.value(), other.value(), time(now)))
                .map(rows -> relation(rows.iterator().next()));
    }

    Future<List<Contact>> of(MemberId member, Instant now) {
        return pool.preparedQuery(OF)
                .execute(Tuple.of(member.value(), time(now)))
                .map(rows -> rows.stream()
                        .map(row -> new Contact(
                                actor(row, "id"),
                                Contact.State.of(row.getString("state")),
                                row.getString("words"),
                                row.getOffsetDateTime("at").toInstant()))
                        .toList());
    }

    Future<Boolean> between(MemberId one, MemberId other) {
        return is(BETWEEN, Tuple.of(one.value(), other.value()));
    }

    Future<Boolean> mayReach(MemberId from, MemberId to) {
        return is(MAY_REACH, Tuple.of(from.value(), to.value()));
    }

    Future<Boolean> wantsToHear(MemberId listener, MemberId of, Instant now) {
        return is(WANTS_TO_HEAR, Tuple.of(listener.value(), of.value(), time(now)));
    }

    private Future<Boolean> is(String question, Tuple of) {
        return pool.preparedQuery(question)
                .execute(of)
                .map(rows -> rows.iterator().next().getBoolean("so"));
    }

    Future<Long> last() {
        return pool.query(LAST).execute().map(rows -> rows.iterator().next().getLong("n"));
    }

    /** Oldest first. */
    Future<List<Changed>> changes(long after) {
        return pool.preparedQuery(AFTER)
                .execute(Tuple.of(after))
                .map(rows -> rows.stream().map(PgContacts::changed).toList());
    }

    Future<Integer> sweep(Instant now) {
        return pool.preparedQuery(SWEEP)
                .execute(Tuple.of(time(now)))
                .map(rows -> rows.iterator().next().getInteger("gone"));
    }

    static Actor actor(Row row, String id) {
        return new Actor(
                new MemberId(row.getUUID(id)),
                row.getString("handle"),
                row.getString("name"),
                Role.of(row.getString("role")));
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static Relation relation(Row row) {
        return new Relation(
                Contact.State.of(row.getString("state")),
                row.getString("words"),
                instant(row.getOffsetDateTime("at")),
                instant(row.getOffsetDateTime("again_at")),
                row.getBoolean("blocked"),
                row.getBoolean("muted"),
                instant(row.getOffsetDateTime("muted_until")));
    }

    private static Changed changed(Row row) {
        @Nullable UUID other = row.getUUID("other_id");
        return new Changed(
                row.getLong("n"),
                new MemberId(row.getUUID("member_id")),
                row.getString("member_handle"),
                Optional.ofNullable(row.getString("told")),
                other == null ? null : actor(row, "other_id"));
    }
}
