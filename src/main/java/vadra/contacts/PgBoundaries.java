package vadra.contacts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vadra.community.PgRefusal;
import vadra.core.MemberId;

/** Blocks, mutes and word filters in PostgreSQL, whose functions are the only way to them. */
final class PgBoundaries {
    private static final String BLOCK = "SELECT block_member($1, $2, $3)";
    private static final String UNBLOCK = "SELECT unblock_member($1, $2)";
    private static final String BLOCKS = "SELECT *, NULL::timestamptz AS until FROM blocks_of($1)";
    private static final String MUTE = "SELECT mute_member($1, $2, $3, $4)";
    private static final String UNMUTE = "SELECT unmute_member($1, $2)";
    private static final String MUTES = "SELECT * FROM mutes_of($1, $2)";
    private static final String KEEP_FILTER = "SELECT keep_filter($1, $2)";
    private static final String FILTER = "SELECT filter_of($1) AS words";
    private static final String FOLDS = "SELECT folds_of($1, $2) AS folds";

    private final Pool pool;

    PgBoundaries(Pool pool) {
        this.pool = pool;
    }

    Future<Void> block(MemberId by, MemberId whom, Instant now) {
        return does(BLOCK, Tuple.of(by.value(), whom.value(), PgContacts.time(now)));
    }

    Future<Void> unblock(MemberId by, MemberId whom) {
        return does(UNBLOCK, Tuple.of(by.value(), whom.value()));
    }

    Future<List<Boundary>> blocks(MemberId of) {
        return all(BLOCKS, Tuple.of(of.value()));
    }

    Future<Void> mute(MemberId by, MemberId whom, @Nullable Instant until, Instant now) {
        return does(
                MUTE,
                Tuple.of(by.value(), whom.value())
                        .addOffsetDateTime(until == null ? null : PgContacts.time(until))
                        .addOffsetDateTime(PgContacts.time(now)));
    }

    Future<Void> unmute(MemberId by, MemberId whom) {
        return does(UNMUTE, Tuple.of(by.value(), whom.value()));
    }

    Future<List<Boundary>> mutes(MemberId of, Instant now) {
        return all(MUTES, Tuple.of(of.value(), PgContacts.time(now)));
    }

    Future<Void> keepFilter(MemberId of, List<String> words) {
        return does(KEEP_FILTER, Tuple.of(of.value()).addArrayOfString(words.toArray(String[]::new)));
    }

    Future<List<String>> filter(MemberId of) {
        return pool.preparedQuery(FILTER)
                .execute(Tuple.of(of.value()))
                .map(rows -> List.of(rows.iterator().next().getArrayOfStrings("words")));
    }

    Future<Folds> folds(MemberId of, Instant now) {
        return pool.preparedQuery(FOLDS)
                .execute(Tuple.of(of.value(), PgContacts.time(now)))
                .map(rows -> folds(rows.iterator().next().getJsonObject("folds")));
    }

    private static Folds folds(JsonObject json) {
        Map<String, Optional<Instant>> muted = json.getJsonObject("muted").stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Optional.ofNullable((String) entry.getValue()).map(Instant::parse)));
        return new Folds(Set.copyOf(texts(json.getJsonArray("blocked"))), muted, texts(json.getJsonArray("words")));
    }

    private static List<String> texts(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }

    private Future<Void> does(String act, Tuple with) {
        return pool.preparedQuery(act).execute(with).<Void>mapEmpty().recover(PgRefusal::asProblem);
    }

    private Future<List<Boundary>> all(String question, Tuple of) {
        return pool.preparedQuery(question)
                .execute(of)
                .map(rows -> rows.stream().map(PgBoundaries::boundary).toList());
    }

    private static Boundary boundary(Row row) {
        return new Boundary(
                PgContacts.actor(row, "id"),
                row.getOffsetDateTime("at").toInstant(),
                PgContacts.instant(row.getOffsetDateTime("until")));
    }
}
