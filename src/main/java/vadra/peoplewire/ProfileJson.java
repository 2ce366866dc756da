package vadra.peoplewire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vadra.profiles.Audience;
import vadra.profiles.Field;
import vadra.profiles.OwnProfile;
import vadra.profiles.Profile;
import vadra.profiles.ProfileChange;
import vadra.wire.DiscussionJson;

/** Profiles in JSON, both ways. */
public final class ProfileJson {
    private ProfileJson() {}

    /** Where a member's picture is, under a name that changes when the picture does. */
    public static String pictureUrl(String handle, String picture) {
        return "/api/people/" + handle + "/picture?v=" + picture;
    }

    /** A profile as a reader reads it; a field that holds nothing for them is not there. */
    public static JsonObject profile(Profile profile, String handle) {
        var json = whole(profile, handle);
        List.copyOf(json.fieldNames()).stream()
                .filter(field -> isNothing(json.getValue(field)))
                .forEach(json::remove);
        return json;
    }

    private static boolean isNothing(@Nullable Object value) {
        return value == null || "".equals(value) || (value instanceof JsonArray array && array.isEmpty());
    }

    /** One's own: every field, and its audience. */
    public static JsonObject own(OwnProfile own, String handle) {
        var audiences = new JsonObject();
        own.audiences().forEach((field, audience) -> audiences.put(field.code(), audience.code()));
        return new JsonObject()
                .put("profile", whole(own.said(), handle))
                .put("audiences", audiences)
                .put("hidden", own.hidden());
    }

    private static JsonObject whole(Profile profile, String handle) {
        return new JsonObject()
                .put("about", profile.about())
                .put(
                        "picture",
                        profile.picture().map(one -> pictureUrl(handle, one)).orElse(null))
                .put("place", profile.place())
                .put("products", DiscussionJson.array(profile.products(), ProfileJson::owned))
                .put("interests", new JsonArray(profile.interests()))
                .put("languages", new JsonArray(profile.languages()))
                .put(
                        "links",
                        DiscussionJson.array(
                                profile.links(),
                                link -> new JsonObject()
                                        .put("label", link.label())
                                        .put("url", link.url())))
                .put("blog", profile.blog().map(roof -> blog(roof, handle)).orElse(null));
    }

    private static JsonObject owned(Profile.Owned owned) {
        return new JsonObject()
                .put("product", owned.slug())
                .put("name", owned.name())
                .put("since", owned.since());
    }

    private static JsonObject blog(Profile.Roof roof, String handle) {
        return new JsonObject().put("title", roof.title()).put("url", "/blogs/" + handle);
    }

    /** What a member says anew; the contract has checked its form. */
    public static ProfileChange change(JsonObject body) {
        var audiences = new EnumMap<Field, Audience>(Field.class);
        Optional.ofNullable(body.getJsonObject("audiences"))
                .ifPresent(said -> said.forEach(
                        one -> audiences.put(Field.of(one.getKey()), Audience.of((String) one.getValue()))));
        return new ProfileChange(
                body.getString("about"),
                body.getString("place"),
                all(body, "products", JsonObject.class::cast, ProfileJson::owned),
                all(body, "interests", String.class::cast, word -> word),
                all(body, "languages", String.class::cast, language -> language),
                all(
                        body,
                        "links",
                        JsonObject.class::cast,
                        link -> new Profile.Link(link.getString("label"), link.getString("url"))),
                audiences);
    }

    private static ProfileChange.Owned owned(JsonObject owned) {
        return new ProfileChange.Owned(owned.getString("product"), owned.getString("since"));
    }

    private static <J, T> @Nullable List<T> all(
            JsonObject body, String field, Function<Object, J> cast, Function<J, T> form) {
        var array = body.getJsonArray(field);
        if (array == null) {
            return null;
        }
        var all = new ArrayList<T>();
        array.forEach(one -> all.add(form.apply(cast.apply(one))));
        return List.copyOf(all);
    }
}
