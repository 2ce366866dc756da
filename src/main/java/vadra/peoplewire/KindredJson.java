package vadra.peoplewire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vadra.core.Role;
import vadra.kindred.Kindred;
import vadra.kindred.Listed;
import vadra.kindred.Suggestion;
import vadra.kindred.Tie;
import vadra.wire.DiscussionJson;

/** The JSON form of like-minded people and of the directory. */
public final class KindredJson {
    private static final int MOST_CHARACTERS = 60;

    private KindredJson() {}

    /** What a member has given leave for. */
    public static JsonObject given(Set<Kindred.Purpose> given) {
        var json = new JsonObject();
        for (var purpose : Kindred.Purpose.values()) {
            json.put(purpose.code(), given.contains(purpose));
        }
        return json;
    }

    /** Suggestions in their order; nothing in them is a figure. */
    public static JsonArray suggestions(List<Suggestion> all) {
        return DiscussionJson.array(
                all,
                one -> person(one.handle(), one.name(), one.role())
                        .put("elsewhere", one.elsewhere())
                        .put("reasons", reasons(one.ties())));
    }

    /** Things that two have in common. */
    public static JsonArray reasons(List<Tie> ties) {
        return DiscussionJson.array(
                ties,
                tie -> new JsonObject()
                        .put("kind", tie.kind().code())
                        .put("name", tie.name())
                        .put("slug", tie.slug())
                        .put("own", text(tie.own()))
                        .put("theirs", text(tie.theirs())));
    }

    /** A page of the directory. */
    public static JsonObject page(Listed.Page page) {
        return new JsonObject()
                .put("people", DiscussionJson.array(page.people(), KindredJson::listed))
                .put("next", page.next());
    }

    private static JsonObject listed(Listed listed) {
        return person(listed.handle(), listed.name(), listed.role())
                .put("place", listed.place())
                .put("languages", new JsonArray(listed.languages()))
                .put("interests", new JsonArray(listed.interests()))
                .put(
                        "products",
                        DiscussionJson.array(
                                listed.products(),
                                product -> new JsonObject()
                                        .put("slug", product.slug())
                                        .put("name", product.name())));
    }

    /**
     * Whom a URL asks for. A further field to find by is one more parameter here.
     *
     * @param parameter the value of a parameter
     */
    public static Listed.Wanted wanted(Function<String, Optional<String>> parameter) {
        Function<String, @Nullable String> given = name -> parameter
                .apply(name)
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= MOST_CHARACTERS && text.indexOf('\0') < 0)
                .orElse(null);
        return new Listed.Wanted(
                given.apply("name"),
                given.apply("interest"),
                given.apply("product"),
                given.apply("place"),
                given.apply("language"),
                given.apply("after"));
    }

    private static JsonObject person(String handle, String name, Role role) {
        return new JsonObject().put("handle", handle).put("name", name).put("role", role.code());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
