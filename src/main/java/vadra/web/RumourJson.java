package vadra.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import vadra.core.RoomId;
import vadra.rumour.Minutes;
import vadra.rumour.Reading;
import vadra.rumour.RumourService.Watched;
import vadra.rumour.Sighting;

/** The JSON form of claims and readings, as in the contract. */
final class RumourJson {
    private RumourJson() {}

    static JsonObject watched(Watched watched, Function<RoomId, String> slugs) {
        var claim = watched.claim();
        return new JsonObject()
                .put("slug", claim.slug())
                .put("title", claim.title())
                .put("phrases", new JsonArray(claim.phrases()))
                .put("match", claim.match().name().toLowerCase(Locale.ROOT))
                .put("language", claim.language().name().toLowerCase(Locale.ROOT))
                .put("namedAt", claim.namedAt().toString())
                .put("retiredAt", claim.retiredAt().map(Instant::toString).orElse(null))
                .put("reading", reading(watched.reading(), slugs));
    }

    static JsonObject reading(Reading reading, Function<RoomId, String> slugs) {
        var doubling = reading.doublingSeconds();
        return new JsonObject()
                .put("at", reading.at().toString())
                .put("velocity", reading.velocity())
                .put("carriers", reading.carriers())
                .put("mentions", reading.mentions())
                .put("rooms", new JsonArray(reading.rooms().stream().map(slugs).toList()))
                .put("doublingSeconds", doubling.isPresent() ? doubling.getAsDouble() : null)
                .put(
                        "firstPost",
                        reading.first().map(first -> first.post().toString()).orElse(null))
                .put(
                        "firstAt",
                        reading.first().map(first -> first.at().toString()).orElse(null));
    }

    /** What the desk's channel gets once a second. */
    static JsonObject readings(List<Watched> watched, Instant at, Function<RoomId, String> slugs) {
        return new JsonObject()
                .put("kind", "readings")
                .put("at", at.toString())
                .put(
                        "claims",
                        DiscussionJson.array(
                                watched,
                                one -> new JsonObject()
                                        .put("slug", one.claim().slug())
                                        .put("reading", reading(one.reading(), slugs))));
    }

    static JsonObject minute(Minutes.Minute minute) {
        return new JsonObject()
                .put("start", minute.start().toString())
                .put("carriers", minute.carriers())
                .put("mentions", minute.mentions());
    }

    static JsonObject sighting(Sighting sighting, Function<RoomId, String> slugs) {
        return new JsonObject()
                .put("post", sighting.post().toString())
                .put("room", Objects.requireNonNull(slugs.apply(sighting.room())))
                .put("at", sighting.at().toString())
                .put("carrier", Integer.toString(sighting.carrier()))
                .put("html", sighting.html());
    }
}
