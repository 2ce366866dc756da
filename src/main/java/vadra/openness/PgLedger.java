package vadra.openness;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.community.PgRefusal;
import vadra.core.MemberId;

/** The ledger in PostgreSQL, whose functions are the only way to write in it. */
final class PgLedger {
    private static final String RESTRAIN = "SELECT * FROM restrain($1, $2, $3, $4) ORDER BY n";
    private static final String REVERSE = "SELECT * FROM reverse_restraint($1, $2, $3)";
    private static final String SWEEP = "SELECT * FROM sweep_restraints() ORDER BY n";
    private static final String SLOW = "SELECT * FROM slow_room($1, $2, $3, $4, $5)";
    private static final String END_SLOW = "SELECT * FROM lift_slow($1, $2)";
    private static final String HOLD = "SELECT * FROM hold_room($1, $2, $3, $4)";
    private static final String END_HOLD = "SELECT * FROM lift_hold($1, $2)";
    private static final String COUNT = "SELECT count_refusals($1, $2)";
    private static final String AFTER = "SELECT * FROM ledger WHERE n > $1 ORDER BY n LIMIT $2";
    private static final String HEAD = "SELECT n, hash FROM ledger_head";

    private final Pool pool;

    PgLedger(Pool pool) {
        this.pool = pool;
    }

    /** The last row, as a place and a digest. */
    record Head(long n, String hash) {}

    Future<List<Entry>> restrain(@Nullable MemberId by, Entry.Kind kind, List<UUID> things, Citation cited) {
        return ask(
                RESTRAIN,
                Tuple.tuple()
                        .addUUID(by == null ? null : by.value())
                        .addString(Chain.code(kind))
                        .addArrayOfUUID(things.toArray(UUID[]::new))
                        .addJsonObject(json(cited, by == null)));
    }

    private static JsonObject json(Citation cited, boolean byMachine) {
        var json = new JsonObject()
                .put("version", cited.version())
                .put("rule", cited.rule())
                .put("grounds", cited.grounds())
                .put("facts", cited.facts())
                .put("criticism", cited.criticism())
                .put("source", Chain.code(cited.source()))
                .put("detected", byMachine ? "machine" : "person");
        if (cited.law() != null) {
            json.put("law", cited.law());
        }
        if (cited.until() != null) {
            json.put("until", cited.until().toString());
        }
        return json;
    }

    Future<List<Entry>> reverse(MemberId by, long row, String why) {
        return ask(REVERSE, Tuple.of(by.value(), row, why));
    }

    Future<List<Entry>> sweep() {
        return ask(SWEEP, Tuple.tuple());
    }

    Future<List<Entry>> slow(MemberId by, UUID room, int seconds, int minutes, String why) {
        return ask(SLOW, Tuple.of(by.value(), room, seconds, minutes, why));
    }

    Future<List<Entry>> endSlow(MemberId by, UUID room) {
        return ask(END_SLOW, Tuple.of(by.value(), room));
    }

    Future<List<Entry>> hold(MemberId by, UUID room, int minutes, String why) {
        return ask(HOLD, Tuple.of(by.value(), room, minutes, why));
    }

    Future<List<Entry>> endHold(MemberId by, UUID room) {
        return ask(END_HOLD, Tuple.of(by.value(), room));
    }

    Future<Void> count(Map<String, Long> refusals) {
        var limits = List.copyOf(refusals.entrySet());
        return pool.preparedQuery(COUNT)
                .execute(Tuple.tuple()
                        .addArrayOfString(limits.stream().map(Map.Entry::getKey).toArray(String[]::new))
                        .addArrayOfLong(limits.stream().map(Map.Entry::getValue).toArray(Long[]::new)))
                .mapEmpty();
    }

    Future<List<Entry>> after(long row, int limit) {
        return ask(AFTER, Tuple.of(row, limit));
    }

    Future<Head> head() {
        return pool.query(HEAD).execute().map(rows -> {
            var row = rows.iterator().next();
            return new Head(row.getLong("n"), hex(row.getBuffer("hash")));
        });
    }

    private Future<List<Entry>> ask(String statement, Tuple values) {
        return pool.preparedQuery(statement)
                .execute(values)
                .map(PgLedger::entries)
                .recover(PgRefusal::asProblem);
    }

    private static List<Entry> entries(RowSet<Row> rows) {
        return rows.stream().map(PgLedger::entry).toList();
    }

    /** A row of the ledger with all its columns. */
    static Entry entry(Row row) {
        return new Entry(
                row.getLong("n"),
                row.getUUID("id"),
                time(row, "at"),
                Entry.Act.of(row.getString("act")),
                row.getString("cause"),
                row.getLong("ends"),
                row.getUUID("batch"),
                new Entry.Thing(
                        Entry.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getUUID("object"),
                        row.getUUID("thing"),
                        row.getUUID("room"),
                        time(row, "made_at"),
                        row.getString("language")),
                ground(row),
                manner(row),
                time(row, "effective_at"),
                row.getOffsetDateTime("until") == null ? null : time(row, "until"),
                new Entry.Link(hex(row.getBuffer("prev")), hex(row.getBuffer("hash"))));
    }

    private static Entry.Ground ground(Row row) {
        return new Entry.Ground(
                row.getInteger("version"),
                row.getInteger("rule"),
                row.getString("law"),
                row.getString("grounds"),
                row.getString("facts"),
                row.getBoolean("criticism"));
    }

    private static Entry.Manner manner(Row row) {
        return new Entry.Manner(
                row.getString("source"),
                row.getString("detected"),
                row.getString("decided"),
                row.getString("actor"),
                row.getString("scope"),
                row.getInteger("pace"));
    }

    private static Instant time(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static String hex(Buffer bytes) {
        return HexFormat.of().formatHex(bytes.getBytes());
    }
}
