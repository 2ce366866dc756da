package vadra.wire;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vadra.openness.Appeal;
import vadra.openness.Entry;
import vadra.openness.HouseRules;
import vadra.openness.Report;
import vadra.openness.RuleBook;
import vadra.openness.Statement;

/** The JSON form of what members report and are told, as in the contract; a rule comes in every language. */
public record VoiceJson(RuleBook book) {
    /** What a member is told of acts on their things; for that member only. */
    public JsonObject statements(List<Statement> all) {
        return new JsonObject().put("statements", DiscussionJson.array(all, this::statement));
    }

    /** The reasons for an act, and what came of it; for whose thing it is only. */
    public JsonObject statement(Statement told) {
        var decision = told.decision();
        return new JsonObject()
                .put("entry", decision.n())
                .put("kind", code(decision.thing().kind()))
                .put(
                        "link",
                        link(
                                decision.thing().kind(),
                                told.thing().place(),
                                decision.thing().id().toString()))
                .put("words", told.thing().words())
                .put("madeAt", decision.thing().madeAt().toString())
                .put("state", code(told.state()))
                .put("decidedAt", decision.at().toString())
                .put("from", decision.effectiveAt().toString())
                .put("until", text(decision.until()))
                .put("later", DiscussionJson.array(told.later(), VoiceJson::later))
                .put("appealUntil", told.appealUntil().toString())
                .put("appeal", told.appeal() == null ? null : appeal(told.appeal()))
                .put("seen", told.seen())
                .mergeIn(reasons(decision));
    }

    private JsonObject reasons(Entry decision) {
        var ground = decision.ground();
        var manner = decision.manner();
        return new JsonObject()
                .put("rule", rule(Objects.requireNonNull(ground.version()), Objects.requireNonNull(ground.rule())))
                .put("law", ground.law())
                .put("grounds", ground.grounds())
                .put("facts", ground.facts())
                .put("source", manner.source())
                .put("detected", manner.detected())
                .put("decided", manner.decided())
                .put("actor", manner.actor())
                .put("scope", manner.scope());
    }

    private static JsonObject later(Entry entry) {
        return new JsonObject()
                .put("entry", entry.n())
                .put("act", code(entry.act()))
                .put("cause", entry.cause())
                .put("at", entry.at().toString())
                .put("words", entry.ground().grounds())
                .put("actor", entry.manner().actor());
    }

    private static JsonObject appeal(Appeal appeal) {
        var verdict = appeal.verdict();
        return new JsonObject()
                .put("words", appeal.words())
                .put("at", appeal.appealedAt().toString())
                .put("verdict", verdict == null ? null : verdict(verdict));
    }

    private static JsonObject verdict(Appeal.Verdict verdict) {
        return new JsonObject()
                .put("overturned", verdict.overturned())
                .put("at", verdict.decidedAt().toString())
                .put("why", verdict.why())
                .put("actor", verdict.actor())
                .put("entry", verdict.result());
    }

    /** All that a member reported; for that member only. */
    public JsonObject reports(List<Report> all) {
        return new JsonObject().put("reports", DiscussionJson.array(all, this::report));
    }

    /** What a member reported, and what came of it; for that member only. */
    public JsonObject report(Report report) {
        var outcome = report.outcome();
        var end = report.end();
        return new JsonObject()
                .put("case", report.caseId().toString())
                .put("kind", code(report.kind()))
                .put("link", link(report.kind(), report.place(), report.thing().toString()))
                .put("rule", rule(report.reason()))
                .put("words", report.reason().words())
                .put("reportedAt", report.reportedAt().toString())
                .put("outcome", outcome == null ? null : outcome(outcome))
                .put("end", end == null ? null : end(end))
                .put("heard", outcome == null || report.heardAt() != null);
    }

    private JsonObject outcome(Report.Outcome outcome) {
        var broken = outcome.broken();
        return new JsonObject()
                .put("at", outcome.decidedAt().toString())
                .put("entry", outcome.entry())
                .put("rule", broken == null ? null : rule(broken.version(), broken.number()))
                .put("words", outcome.words())
                .put("actor", outcome.actor());
    }

    private static JsonObject end(Report.End end) {
        return new JsonObject()
                .put("entry", end.entry())
                .put("cause", end.cause())
                .put("at", end.at().toString())
                .put("words", end.words())
                .put("actor", end.actor());
    }

    private @Nullable JsonObject rule(Report.Reason reason) {
        return reason.version() == null ? null : rule(reason.version(), reason.rule());
    }

    private JsonObject rule(int version, int number) {
        var in = new JsonObject();
        for (var language : HouseRules.LANGUAGES) {
            find(version, number, language)
                    .ifPresent(rule -> in.put(
                            language,
                            new JsonObject().put("title", rule.title()).put("text", rule.text())));
        }
        return new JsonObject().put("version", version).put("number", number).put("in", in);
    }

    private Optional<HouseRules.Rule> find(int version, int number, String language) {
        return edition(version).stream()
                .flatMap(rules -> rules.in(language).stream())
                .filter(rule -> rule.number() == number)
                .findAny();
    }

    /** A version of the rules, as this server knows them. */
    public Optional<HouseRules> edition(int version) {
        return book.editions().stream()
                .map(RuleBook.Edition::rules)
                .filter(rules -> rules.version() == version)
                .findAny();
    }

    private static String link(Entry.Kind kind, String place, String id) {
        return switch (kind) {
            case POST -> "/rooms/" + place + "#p-" + id;
            case ROOM -> "/rooms/" + place;
            case PROFILE -> "/people/" + place;
            case MESSAGE -> "/talk";
        };
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
