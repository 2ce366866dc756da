package vadra.peoplewire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vadra.circles.Circle;
import vadra.wire.DiscussionJson;

/** The JSON form of circles, both ways. */
public final class CircleJson {
    private CircleJson() {}

    /** What a host says of a circle. */
    public static Circle.Words words(JsonObject body) {
        return new Circle.Words(
                body.getString("name"),
                body.getString("about", ""),
                body.getString("language"),
                texts(body.getJsonArray("interests", new JsonArray())),
                body.getString("product"),
                body.getBoolean("byRequest", false));
    }

    private static List<String> texts(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }

    /** The rules that a host writes. */
    public static List<Circle.Rule> rules(JsonObject body) {
        return body.getJsonArray("rules", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .map(rule -> new Circle.Rule(rule.getString("title"), rule.getString("text", "")))
                .toList();
    }

    /** A circle, without who is in it. */
    public static JsonObject circle(Circle circle) {
        var product = circle.product();
        return new JsonObject()
                .put("slug", circle.slug())
                .put("name", circle.words().name())
                .put("about", circle.words().about())
                .put("language", circle.words().language())
                .put("interests", new JsonArray(circle.words().interests()))
                .put(
                        "product",
                        product == null
                                ? null
                                : new JsonObject().put("slug", product.slug()).put("name", product.name()))
                .put("byRequest", circle.words().byRequest())
                .put("writer", circle.writer())
                .put("hidden", circle.hidden())
                .put("led", circle.led())
                .put("startedAt", circle.startedAt().toString())
                .put("version", circle.version());
    }

    /**
     * All that everybody sees of a circle.
     *
     * @param house how many rules the house has
     */
    public static JsonObject whole(Circle.Whole whole, int house, Instant now) {
        return circle(whole.circle())
                .put("rules", rules(whole.rules(), house, now))
                .put("rooms", DiscussionJson.array(whole.places(), CircleJson::place))
                .put("hosts", people(whole.hosts()))
                .put("members", people(whole.people()));
    }

    /** People of a circle. */
    public static JsonArray people(List<Circle.Person> people) {
        return DiscussionJson.array(people, CircleJson::person);
    }

    /**
     * All versions of a circle's rules, with the one that holds now and the one that will.
     *
     * @param versions newest first
     * @param house how many rules the house has, after which the circle's own are numbered
     */
    public static JsonObject rules(List<Circle.Rules> versions, int house, Instant now) {
        var holds = versions.stream()
                .filter(rules -> !rules.effectiveAt().isAfter(now))
                .findFirst();
        var coming =
                versions.stream().limit(1).filter(rules -> rules.effectiveAt().isAfter(now));
        return new JsonObject()
                .put("house", house)
                .put("inForce", holds.map(rules -> rules(rules, house)).orElse(null))
                .put(
                        "coming",
                        coming.findAny().map(rules -> rules(rules, house)).orElse(null))
                .put("versions", DiscussionJson.array(versions, rules -> rules(rules, house)));
    }

    private static JsonObject rules(Circle.Rules rules, int house) {
        return new JsonObject()
                .put("version", rules.version())
                .put("announcedAt", rules.announcedAt().toString())
                .put("effectiveAt", rules.effectiveAt().toString())
                .put(
                        "rules",
                        new JsonArray(IntStream.range(0, rules.rules().size())
                                .mapToObj(n -> new JsonObject()
                                        .put("number", house + 1 + n)
                                        .put("title", rules.rules().get(n).title())
                                        .put("text", rules.rules().get(n).text()))
                                .toList()));
    }

    private static JsonObject person(Circle.Person person) {
        return new JsonObject()
                .put("handle", person.handle())
                .put("name", person.name())
                .put("role", person.role().code())
                .put("host", person.host())
                .put("leads", person.leads());
    }

    /** Somebody who asks to be let in. */
    public static JsonObject asker(Circle.Asker asker) {
        return new JsonObject()
                .put("handle", asker.handle())
                .put("name", asker.name())
                .put("role", asker.role().code())
                .put("askedAt", asker.askedAt().toString());
    }

    private static JsonObject place(Circle.Place place) {
        return new JsonObject()
                .put("slug", place.slug())
                .put("title", place.title())
                .put("topic", place.topic())
                .put("language", place.language())
                .put("open", place.open());
    }

    /** What a member is to a circle. */
    public static JsonObject own(Circle.Own own) {
        return new JsonObject()
                .put("slug", own.slug())
                .put("name", own.name())
                .put("language", own.language())
                .put("standing", own.standing().code())
                .put("listed", own.listed())
                .put("named", own.named());
    }

    /** What a member is to a circle among theirs, null for nothing. */
    public static @Nullable JsonObject ownOf(Stream<Circle.Own> all, String slug) {
        return all.filter(own -> own.slug().equals(slug))
                .findAny()
                .map(CircleJson::own)
                .orElse(null);
    }

    /** What listeners of a circle are told when it has changed. */
    public static JsonObject changed(long version) {
        return new JsonObject().put("kind", "circle").put("version", version);
    }
}
