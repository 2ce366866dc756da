package vadra.wire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.search.Cursor;
import vadra.search.Query;
import vadra.search.SavedSearch;
import vadra.search.Search;
import vadra.search.SearchWatch;

/** The forms of a search: what is asked in a URL, and what was found. */
public final class SearchJson {
    private static final int LONGEST_DAY = "2026-11-30".length();
    private static final ZoneId HOME = ZoneId.of("Europe/Stockholm");

    private SearchJson() {}

    /**
     * What a URL asks for.
     *
     * @param parameter the value of a parameter
     */
    public static Query query(Function<String, Optional<String>> parameter) {
        Function<String, @Nullable String> given = name -> parameter
                .apply(name)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(null);
        var cursor = given.apply("cursor");
        return new Query(
                parameter.apply("q").orElse(""),
                new Query.Within(
                        given.apply("room"),
                        given.apply("by"),
                        given.apply("language"),
                        day("from", given.apply("from"), 0),
                        day("until", given.apply("until"), 1)),
                cursor == null ? null : Cursor.of(cursor));
    }

    /** The midnight before a day, or after it. */
    private static @Nullable Instant day(String field, @Nullable String text, int later) {
        if (text == null) {
            return null;
        }
        try {
            if (text.length() > LONGEST_DAY) {
                throw new DateTimeException("no day of ours");
            }
            return LocalDate.parse(text).plusDays(later).atStartOfDay(HOME).toInstant();
        } catch (DateTimeException noDay) {
            throw Problem.invalid(field, "is a day, such as 2026-11-30");
        }
    }

    /** A page of what was found. */
    public static JsonObject page(Search.Page page, boolean signedIn) {
        return new JsonObject()
                .put("found", DiscussionJson.array(page.found(), found -> found(found, signedIn)))
                .put("next", page.next().map(Cursor::text).orElse(null));
    }

    /** What a kept search is told. */
    public static JsonObject news(SearchWatch.News news) {
        return new JsonObject()
                .put("kind", "found")
                .put("found", DiscussionJson.array(news.found(), found -> found(found, false)))
                .put(
                        "gone",
                        new JsonArray(news.gone().stream().map(PostId::toString).toList()))
                .put("missed", news.missed());
    }

    /** What a body asks to keep. */
    public static Query kept(JsonObject body) {
        return query(name -> Optional.ofNullable(body.getString(name)));
    }

    /** A search that is kept. */
    public static JsonObject saved(SavedSearch saved) {
        var within = saved.query().within();
        return new JsonObject()
                .put("id", saved.id().toString())
                .put("q", saved.query().words())
                .put("room", within.room())
                .put("by", within.by())
                .put("language", within.language())
                .put("savedAt", saved.savedAt().toString());
    }

    private static JsonObject found(Search.Found found, boolean signedIn) {
        return new JsonObject()
                .put("post", DiscussionJson.post(found.post(), signedIn))
                .put("place", found.place())
                .put(
                        "stretches",
                        DiscussionJson.array(
                                found.stretches(),
                                stretch -> new JsonObject()
                                        .put("text", stretch.text())
                                        .put("hit", stretch.hit())));
    }
}
