package vadra.profiles;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vadra.community.PgRefusal;
import vadra.core.MemberId;
import vadra.core.Problem;

/** Profiles in PostgreSQL, whose functions decide who reads what, and are the only way to any of it. */
final class PgProfiles {
    private static final String READ = "SELECT read_profile($1, $2) AS profile";
    private static final String PREVIEW = "SELECT preview_profile($1, $2) AS profile";
    private static final String OWN = "SELECT own_profile($1) AS profile";
    private static final String SAY = "SELECT say_profile($1, $2)";
    private static final String SET_PICTURE = "SELECT set_picture($1, $2)";
    private static final String PICTURE = "SELECT * FROM read_picture($1, $2, $3)";
    private static final String PICTURES = "SELECT * FROM readable_pictures($1, $2)";
    private static final String NOW = "SELECT up_to FROM profile_changes(9223372036854775807)";
    private static final String CHANGES = "SELECT * FROM profile_changes($1)";

    private final Pool pool;

    PgProfiles(Pool pool) {
        this.pool = pool;
    }

    Future<Profile> read(@Nullable MemberId reader, MemberId owner) {
        return json(READ, Tuple.of(id(reader), owner.value())).map(PgProfiles::profile);
    }

    Future<Profile> preview(MemberId owner, Audience near) {
        return json(PREVIEW, Tuple.of(owner.value(), near.code())).map(PgProfiles::profile);
    }

    Future<OwnProfile> own(MemberId owner) {
        return json(OWN, Tuple.of(owner.value())).map(json -> {
            var audiences = new EnumMap<Field, Audience>(Field.class);
            json.getJsonObject("audiences")
                    .forEach(one -> audiences.put(Field.of(one.getKey()), Audience.of((String) one.getValue())));
            return new OwnProfile(profile(json), audiences, json.getBoolean("hidden"));
        });
    }

    private Future<JsonObject> json(String question, Tuple asked) {
        return pool.preparedQuery(question)
                .execute(asked)
                .map(rows -> Optional.ofNullable(rows.iterator().next().getJsonObject("profile"))
                        .orElseThrow(() -> Problem.notFound("member", "")));
    }

    Future<Void> say(MemberId owner, ProfileChange change) {
        return pool.preparedQuery(SAY)
                .execute(Tuple.of(owner.value(), said(change)))
                .<Void>mapEmpty()
                .recover(failure -> failure instanceof PgException refused && "VA400".equals(refused.getSqlState())
                        ? Future.failedFuture(Problem.invalid("products", "must be products of the register"))
                        : PgRefusal.asProblem(failure));
    }

    private static JsonObject said(ProfileChange change) {
        var said = new JsonObject();
        putUnlessNull(said, "about", change.about());
        putUnlessNull(said, "place", change.place());
        putUnlessNull(said, "interests", change.interests());
        putUnlessNull(said, "languages", change.languages());
        putUnlessNull(
                said,
                "products",
                array(
                        change.products(),
                        owned -> new JsonObject().put("slug", owned.product()).put("since", owned.since())));
        putUnlessNull(
                said,
                "links",
                array(
                        change.links(),
                        link -> new JsonObject().put("label", link.label()).put("url", link.url())));
        var audiences = new JsonObject();
        change.audiences().forEach((field, audience) -> audiences.put(field.code(), audience.code()));
        return said.put("audiences", audiences);
    }

    private static void putUnlessNull(JsonObject said, String field, @Nullable Object value) {
        if (value != null) {
            said.put(field, value);
        }
    }

    private static <T> @Nullable JsonArray array(@Nullable List<T> all, Function<T, JsonObject> form) {
        return all == null ? null : new JsonArray(all.stream().map(form).toList());
    }

    Future<Void> setPicture(MemberId owner, @Nullable String media) {
        return pool.preparedQuery(SET_PICTURE)
                .execute(Tuple.of(owner.value(), media))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    Future<Profiles.Shown> picture(@Nullable MemberId reader, String handle, String has) {
        return pool.preparedQuery(PICTURE)
                .execute(Tuple.of(id(reader), handle, has))
                .map(rows -> rows.stream()
                        .map(row -> new Profiles.Shown(
                                row.getString("id"),
                                row.getString("type"),
                                row.getBoolean("is_public"),
                                row.getBuffer("bytes")))
                        .findAny()
                        .orElseThrow(() -> Problem.notFound("picture", handle)));
    }

    Future<Map<String, String>> pictures(@Nullable MemberId reader, Set<String> handles) {
        return pool.preparedQuery(PICTURES)
                .execute(Tuple.of(id(reader)).addArrayOfString(handles.toArray(String[]::new)))
                .map(rows -> {
                    var pictures = new HashMap<String, String>();
                    rows.forEach(row -> pictures.put(row.getString("handle"), row.getString("picture")));
                    return pictures;
                });
    }

    /** Up to which change all is known now. */
    Future<Long> now() {
        return pool.query(NOW).execute().map(rows -> rows.iterator().next().getLong("up_to"));
    }

    /** What changed since, and up to which change that is known. */
    Future<Profiles.News> changes(long since) {
        return pool.preparedQuery(CHANGES).execute(Tuple.of(since)).map(rows -> {
            var changes = rows.stream()
                    .filter(row -> row.getString("handle") != null)
                    .map(row -> new Profiles.Change(
                            row.getString("handle"),
                            Audience.of(row.getString("seen_by")),
                            Optional.ofNullable(row.getArrayOfStrings("told"))
                                    .map(List::of)
                                    .orElse(List.of())))
                    .toList();
            return new Profiles.News(rows.iterator().next().getLong("up_to"), changes);
        });
    }

    private static @Nullable UUID id(@Nullable MemberId reader) {
        return reader == null ? null : reader.value();
    }

    private static Profile profile(JsonObject json) {
        return new Profile(
                json.getString("about", ""),
                Optional.ofNullable(json.getString("picture")),
                json.getString("place", ""),
                all(
                        json,
                        "products",
                        owned -> new Profile.Owned(
                                owned.getString("slug"),
                                owned.getString("name"),
                                owned.getString("summary"),
                                owned.getString("since"))),
                texts(json, "interests"),
                texts(json, "languages"),
                all(json, "links", link -> new Profile.Link(link.getString("label"), link.getString("url"))),
                Optional.ofNullable(json.getJsonObject("blog"))
                        .map(blog -> new Profile.Roof(blog.getString("title", ""), blog.getString("language"))));
    }

    private static <T> List<T> all(JsonObject json, String field, Function<JsonObject, T> form) {
        return json.getJsonArray(field, new JsonArray()).stream()
                .map(one -> form.apply((JsonObject) one))
                .toList();
    }

    private static List<String> texts(JsonObject json, String field) {
        return json.getJsonArray(field, new JsonArray()).stream()
                .map(String.class::cast)
                .toList();
    }
}
