package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.openness.HouseRules;
import vadra.openness.RuleBook;
import vadra.openness.RuleChanges;
import vadra.wire.DiscussionJson;

/** The part of the HTTP API that is about the house rules, their versions, and who accepted which. */
final class RuleRoutes {
    private final RuleBook book;

    RuleRoutes(Services services) {
        this.book = services.openness().rules();
    }

    void mount(Operations api) {
        api.on("getRules", call -> answer(edition(inForce(), lang(call)).put("versions", versions())));
        api.on("getRulesVersion", call -> answer(edition(version(call), lang(call))));
        api.on("getRulesChanges", call -> answer(changes(version(call), lang(call))));
        api.on("getMyRules", call -> book.accepted(call.actor().id()).map(all -> Answer.ok(accepted(all))));
        api.on(
                "acceptRules",
                call -> book.accept(call.actor().id(), call.body().getInteger("version"))
                        .compose(done -> book.accepted(call.actor().id()))
                        .map(all -> Answer.ok(accepted(all))));
    }

    private static Future<Answer> answer(JsonObject body) {
        return Future.succeededFuture(Answer.ok(body));
    }

    private RuleBook.Edition inForce() {
        return book.version(book.inForce().version());
    }

    private RuleBook.Edition version(Call call) {
        return book.version(Integer.parseInt(call.path("version")));
    }

    private static String lang(Call call) {
        return call.query("lang").orElse("sv");
    }

    private JsonArray versions() {
        return DiscussionJson.array(book.editions(), this::standing);
    }

    /** A version without its words; {@code until} is when the next one takes its place. */
    private JsonObject standing(RuleBook.Edition edition) {
        var json = brief(edition).put("inForce", edition.equals(inForce()));
        book.after(edition).ifPresent(next -> json.put("until", next.validFrom().toString()));
        return json;
    }

    /** When a version was announced, and from when it is in force. */
    static JsonObject brief(RuleBook.Edition edition) {
        return new JsonObject()
                .put("version", edition.rules().version())
                .put("announcedAt", edition.announcedAt().toString())
                .put("validFrom", edition.validFrom().toString());
    }

    private JsonObject edition(RuleBook.Edition edition, String language) {
        return standing(edition)
                .put("rules", DiscussionJson.array(edition.rules().in(language), RuleRoutes::rule));
    }

    private static JsonObject rule(HouseRules.Rule rule) {
        return new JsonObject()
                .put("number", rule.number())
                .put("harm", rule.harm().code())
                .put("category", rule.category())
                .put("title", rule.title())
                .put("text", rule.text())
                .put("allowed", rule.allowed())
                .put("notAllowed", rule.notAllowed());
    }

    private JsonObject changes(RuleBook.Edition edition, String language) {
        var before = book.before(edition);
        List<RuleChanges.Change> all = before.map(old -> RuleChanges.between(
                        old.rules().in(language), edition.rules().in(language)))
                .orElse(List.of());
        var json = new JsonObject()
                .put("version", edition.rules().version())
                .put("changes", DiscussionJson.array(all, RuleRoutes::change));
        before.ifPresent(old -> json.put("before", old.rules().version()));
        return json;
    }

    private static JsonObject change(RuleChanges.Change change) {
        return new JsonObject()
                .put("number", change.number())
                .put("change", change.kind() == RuleChanges.Kind.SAME ? "changed" : code(change.kind()))
                .put("harmBefore", harm(change.harmBefore()))
                .put("harmNow", harm(change.harmNow()))
                .put("title", spans(change.title()))
                .put("text", spans(change.text()))
                .put("allowed", spans(change.allowed()))
                .put("notAllowed", spans(change.notAllowed()));
    }

    private static @Nullable String harm(HouseRules.@Nullable Harm harm) {
        return harm == null ? null : harm.code();
    }

    private static JsonArray spans(List<RuleChanges.Span> spans) {
        return DiscussionJson.array(
                spans, span -> new JsonObject().put("kind", code(span.kind())).put("text", span.text()));
    }

    private static String code(RuleChanges.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static JsonObject accepted(List<RuleBook.Accepted> all) {
        return new JsonObject()
                .put(
                        "accepted",
                        DiscussionJson.array(
                                all,
                                one -> new JsonObject()
                                        .put("version", one.version())
                                        .put("acceptedAt", one.acceptedAt().toString())));
    }
}
