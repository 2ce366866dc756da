package vadra.wire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import vadra.openness.HouseRules;
import vadra.openness.RuleBook;

/**
 * A decision of the ledger as a statement of reasons (Digital Services Act, Article 17), in the form of the EU's
 * transparency database. It has what the row has, and so nobody's name or words.
 */
public final class StatementJson {
    private static final int DAY = "2026-11-02".length();

    private final RuleBook rules;
    private final String base;

    /**
     * Prepares statements.
     *
     * @param base the address of this server as others reach it, without a slash at the end
     */
    public StatementJson(RuleBook rules, String base) {
        this.rules = rules;
        this.base = base;
    }

    /** Whether a row decided something under a rule, and so has a statement. */
    public static boolean isDecision(JsonObject row) {
        return row.getString("cause").equals("decision") && row.getInteger("rule") != null;
    }

    /** The statement of a row that is a decision. */
    public JsonObject of(JsonObject row) {
        var statement = new JsonObject()
                .put("puid", row.getString("id"))
                .put("decision_visibility", new JsonArray().add(visibility(row.getString("kind"))))
                .put("decision_facts", row.getString("facts"));
        ground(statement, row);
        statement
                .put("content_type", new JsonArray().add("CONTENT_TYPE_TEXT"))
                .put("category", "STATEMENT_CATEGORY_" + rule(row).category())
                .put("content_date", day(row.getString("madeAt")))
                .put("application_date", day(row.getString("effectiveAt")))
                .put("source_type", source(row.getString("source")))
                .put("automated_detection", row.getString("detected").equals("machine") ? "Yes" : "No")
                .put("automated_decision", automated(row.getString("decided")));
        if (row.getString("language").matches("[a-z]{2}")) {
            statement.put("content_language", row.getString("language").toUpperCase(Locale.ROOT));
        }
        if (row.getString("until") != null) {
            statement.put("end_date_visibility_restriction", day(row.getString("until")));
        }
        return statement;
    }

    private void ground(JsonObject statement, JsonObject row) {
        if (row.getString("law") == null) {
            var rule = rule(row);
            statement
                    .put("decision_ground", "DECISION_GROUND_INCOMPATIBLE_CONTENT")
                    .put(
                            "incompatible_content_ground",
                            rule.number() + ". " + rule.title() + " (v" + row.getInteger("version") + ")")
                    .put("incompatible_content_explanation", row.getString("grounds"));
        } else {
            statement
                    .put("decision_ground", "DECISION_GROUND_ILLEGAL_CONTENT")
                    .put("illegal_content_legal_ground", row.getString("law"))
                    .put("illegal_content_explanation", row.getString("grounds"));
        }
        statement.put(
                "decision_ground_reference_url",
                base + "/rules/" + row.getInteger("version") + "#rule-" + row.getInteger("rule"));
    }

    /** The rule that a row cites, in the language of what it is about where that is one of ours. */
    private HouseRules.Rule rule(JsonObject row) {
        return rule(row, row.getString("language").equals("sv") ? "sv" : "en").orElseThrow();
    }

    /** The rule that a row cites, in a language; empty where the row cites none. */
    public Optional<HouseRules.Rule> rule(JsonObject row, String language) {
        return rules.editions().stream()
                .filter(edition -> Integer.valueOf(edition.rules().version()).equals(row.getInteger("version")))
                .flatMap(edition -> edition.rules().in(language).stream())
                .filter(rule -> Integer.valueOf(rule.number()).equals(row.getInteger("rule")))
                .findFirst();
    }

    private static String visibility(String kind) {
        return kind.equals("room")
                ? "DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED"
                : "DECISION_VISIBILITY_CONTENT_REMOVED";
    }

    private static String source(String source) {
        return switch (source) {
            case "notice" -> "SOURCE_ARTICLE_16";
            case "flagger" -> "SOURCE_TRUSTED_FLAGGER";
            case "report" -> "SOURCE_TYPE_OTHER_NOTIFICATION";
            default -> "SOURCE_VOLUNTARY";
        };
    }

    private static String automated(String decided) {
        return switch (decided) {
            case "machine" -> "AUTOMATED_DECISION_FULLY";
            case "partly" -> "AUTOMATED_DECISION_PARTIALLY";
            default -> "AUTOMATED_DECISION_NOT_AUTOMATED";
        };
    }

    private static String day(String time) {
        return time.substring(0, DAY);
    }
}
