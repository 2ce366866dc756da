package vadra.pages;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vadra.admissions.Admission;
import vadra.admissions.Admissions;
import vadra.api.Services;
import vadra.core.Problem;
import vadra.openness.HouseRules;
import vadra.openness.RuleBook;
import vadra.openness.RuleChanges;

/** The pages of the house rules and of what the company admits; the rules stand there in each language at once. */
final class RulePages {
    private static final int NEWEST = 50;

    private final Services services;
    private final RuleBook book;
    private final Pages pages;

    RulePages(Services services, Pages pages) {
        this.services = services;
        this.book = services.openness().rules();
        this.pages = pages;
    }

    void mount(Router router) {
        router.get("/rules")
                .handler(context -> pages.show(
                        context,
                        "rules",
                        rules(context, book.version(book.inForce().version()))));
        router.get("/rules/:version")
                .handler(
                        context -> pages.show(context, "rules", rules(context, version(context.pathParam("version")))));
        router.get("/openness/admissions").handler(context -> pages.show(context, "admissions", admissions()));
        router.get("/openness/admissions.atom")
                .handler(context -> pages.feed(context, "admissions-feed", admissions()));
        router.get("/openness/admissions/:admission")
                .handler(context -> pages.show(context, "admissions", admission(context.pathParam("admission"))));
    }

    private RuleBook.Edition version(String number) {
        if (!number.matches("[0-9]{1,6}")) {
            throw Problem.notFound("version of the house rules", number);
        }
        return book.version(Integer.parseInt(number));
    }

    private Future<Map<String, Object>> rules(RoutingContext context, RuleBook.Edition edition) {
        var model = new HashMap<String, Object>();
        var editions = book.editions();
        var newest = editions.get(editions.size() - 1);
        var before = book.before(edition);
        boolean coming = newest.validFrom().isAfter(services.clock().instant()) && !newest.equals(edition);
        model.put("edition", edition);
        model.put("version", edition.rules().version());
        model.put("first", before.isEmpty());
        model.put("until", book.after(edition).map(RuleBook.Edition::validFrom).orElse(null));
        model.put("coming", coming ? newest : null);
        model.put("editions", editions);
        model.put("languages", Translations.LANGUAGES);
        model.put("rules", both(edition.rules()));
        model.put("before", before.map(old -> old.rules().version()).orElse(0));
        model.put("changes", before.map(old -> changes(old, edition)).orElse(null));
        var reader = Pages.readerOf(context);
        return (reader == null ? Future.succeededFuture(List.<RuleBook.Accepted>of()) : book.accepted(reader))
                .map(accepted -> {
                    model.put("accepted", accepted);
                    return model;
                });
    }

    private static Map<String, List<RuleChanges.Change>> changes(RuleBook.Edition before, RuleBook.Edition now) {
        return Translations.LANGUAGES.stream()
                .collect(Collectors.toMap(
                        language -> language,
                        language -> RuleChanges.between(
                                before.rules().in(language), now.rules().in(language))));
    }

    /** Each rule with its words in all languages. */
    private static List<Map<String, Object>> both(HouseRules rules) {
        var first = rules.in(Translations.LANGUAGES.get(0));
        return IntStream.range(0, first.size())
                .mapToObj(place -> Map.<String, Object>of(
                        "number", first.get(place).number(),
                        "harm", first.get(place).harm().code(),
                        "words",
                                Translations.LANGUAGES.stream()
                                        .collect(Collectors.toMap(
                                                language -> language,
                                                language -> rules.in(language).get(place)))))
                .toList();
    }

    private Future<Map<String, Object>> admissions() {
        return services.admissions().list(Admissions.END, NEWEST).map(all -> model(all, false));
    }

    private Future<Map<String, Object>> admission(String id) {
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw Problem.notFound("admission", id);
        }
        return services.admissions().one(UUID.fromString(id)).map(one -> model(List.of(one), true));
    }

    private static Map<String, Object> model(List<Admission> admissions, boolean single) {
        return Map.of("admissions", admissions, "single", single);
    }
}
