package vadra.openness;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vadra.community.PgRefusal;
import vadra.core.MemberId;

/** The published versions of the house rules, in PostgreSQL. */
final class PgHouseRules {
    private static final String ANNOUNCE = "SELECT announce_rules($1, NULL, $2) AS valid_from";
    private static final String ACCEPT = "SELECT accept_rules($1, $2)";
    private static final String ACCEPTED =
            "SELECT version, accepted_at FROM rules_accepted WHERE member_id = $1 ORDER BY version";
    private static final String ALL = """
            SELECT version, announced_at, valid_from, rules_text(version) AS rules FROM rules ORDER BY version""";

    private final Pool pool;

    PgHouseRules(Pool pool) {
        this.pool = pool;
    }

    Future<Void> announce(HouseRules rules) {
        return pool.preparedQuery(ANNOUNCE)
                .execute(Tuple.of(rules.version(), json(rules)))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    Future<Void> accept(MemberId member, int version) {
        return pool.preparedQuery(ACCEPT)
                .execute(Tuple.of(member.value(), version))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    /** What a member accepted, oldest first. */
    Future<List<RuleBook.Accepted>> accepted(MemberId member) {
        return pool.preparedQuery(ACCEPTED)
                .execute(Tuple.of(member.value()))
                .map(rows -> rows.stream()
                        .map(row -> new RuleBook.Accepted(row.getInteger("version"), instant(row, "accepted_at")))
                        .toList());
    }

    /** All versions, oldest first. */
    Future<List<RuleBook.Edition>> all() {
        return pool.query(ALL).execute().map(rows -> {
            var editions = new ArrayList<RuleBook.Edition>();
            rows.forEach(row -> editions.add(
                    new RuleBook.Edition(rules(row), instant(row, "announced_at"), instant(row, "valid_from"))));
            return editions;
        });
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static JsonArray json(HouseRules rules) {
        var all = new JsonArray();
        for (int i = 0; i < rules.in(HouseRules.LANGUAGES.get(0)).size(); i++) {
            var one = new JsonObject();
            var texts = new JsonObject();
            for (var language : HouseRules.LANGUAGES) {
                var rule = rules.in(language).get(i);
                one.put("number", rule.number()).put("harm", rule.harm().code()).put("category", rule.category());
                texts.put(
                        language,
                        new JsonObject()
                                .put("title", rule.title())
                                .put("text", rule.text())
                                .put("allowed", rule.allowed())
                                .put("notAllowed", rule.notAllowed()));
            }
            all.add(one.put("in", texts));
        }
        return all;
    }

    private static HouseRules rules(Row row) {
        Map<String, List<HouseRules.Rule>> rules = new HashMap<>();
        for (var each : (JsonArray) row.getJson("rules")) {
            var one = (JsonObject) each;
            for (var language : HouseRules.LANGUAGES) {
                var text = one.getJsonObject("in").getJsonObject(language);
                rules.computeIfAbsent(language, first -> new ArrayList<>())
                        .add(new HouseRules.Rule(
                                one.getInteger("number"),
                                HouseRules.Harm.of(one.getString("harm")),
                                one.getString("category"),
                                text.getString("title"),
                                text.getString("text"),
                                text.getString("allowed"),
                                text.getString("notAllowed")));
            }
        }
        return new HouseRules(row.getInteger("version"), rules);
    }
}
