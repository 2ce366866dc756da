package vadra.wire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vadra.core.RoomId;
import vadra.rumour.Evidence;
import vadra.rumour.Minutes;
import vadra.rumour.Reading;
import vadra.velocity.LevelChange.Figure;
import vadra.velocity.LevelChange.Gap;
import vadra.velocity.Scale;
import vadra.velocity.Spike;

/** The JSON form of a claim's figures and of the evidence for its level, as in the contract. */
public final class ReadingJson {
    private ReadingJson() {}

    static JsonObject reading(Reading reading, Function<RoomId, String> slugs) {
        var figures = reading.figures();
        return new JsonObject()
                .put("at", reading.at().toString())
                .put("level", RumourJson.code(figures.level()))
                .put("levelSince", RumourJson.text(reading.levelSince()))
                .put("velocity", figures.pace().fast())
                .put("acceleration", figures.pace().acceleration())
                .put("carriers", reading.carriers())
                .put("mentions", reading.mentions().all())
                .put("stances", stances(reading.mentions()))
                .put("perMinute", perMinute(figures))
                .put("exposed", reading.exposed())
                .put(
                        "rooms",
                        new JsonArray(
                                figures.counts().rooms().stream().map(slugs).toList()))
                .put("roomsCrossed", figures.counts().roomsCrossed())
                .put("firstPost", RumourJson.text(reading.first().map(Reading.First::post)))
                .put("firstAt", RumourJson.text(reading.first().map(Reading.First::at)))
                .put("lastAt", RumourJson.text(reading.lastAt()))
                .mergeIn(spreading(figures));
    }

    private static JsonObject perMinute(vadra.velocity.Reading figures) {
        return new JsonObject()
                .put("spreads", figures.pace().fast())
                .put("asks", figures.doubt().asksPerMinute())
                .put("denies", figures.doubt().denialsPerMinute());
    }

    private static JsonObject spreading(vadra.velocity.Reading figures) {
        var growth = figures.growth();
        var doubt = figures.doubt();
        var doubling = interval(growth.doublingSeconds(), growth.doublingShortest(), growth.doublingLongest());
        return new JsonObject()
                .put("unusual", figures.unusual())
                .put("threshold", Spike.THRESHOLD)
                .put("r", interval(growth.r(), growth.low(), growth.high()))
                .put("growing", growth.spreading())
                .put("doublingSeconds", doubling)
                .put("forecast", forecast(figures))
                .put("doubt", interval(doubt.share(), doubt.low(), doubt.high()))
                .put("depth", figures.form().depth())
                .put("breadth", figures.form().breadth())
                .put("virality", number(figures.form().viralityExcess()));
    }

    private static JsonObject forecast(vadra.velocity.Reading figures) {
        return figures.forecast()
                .map(end -> interval(end.middle(), end.low(), end.high()))
                .orElseGet(() -> interval(Double.NaN, Double.NaN, Double.NaN));
    }

    private static JsonObject stances(Minutes.Stances stances) {
        return new JsonObject()
                .put("spreads", stances.spreads())
                .put("asks", stances.asks())
                .put("denies", stances.denies());
    }

    static JsonObject interval(double value, double low, double high) {
        return new JsonObject()
                .put("value", number(value))
                .put("low", number(low))
                .put("high", number(high));
    }

    /** A number that JSON has, null for one that it has not. */
    static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** Evidence as the text that is stored and sent. */
    public static String text(Evidence evidence, Function<RoomId, String> slugs) {
        return evidence(evidence, slugs).encode();
    }

    /** What a change of level rests on. */
    public static JsonObject evidence(Evidence evidence, Function<RoomId, String> slugs) {
        var change = evidence.change();
        return new JsonObject()
                .put("at", Instant.ofEpochMilli(change.at()).toString())
                .put("level", RumourJson.code(change.to()))
                .put(
                        "measures",
                        new JsonArray(Stream.of(Figure.values())
                                .map(figure -> new JsonObject()
                                        .put("name", RumourJson.code(figure))
                                        .put("value", change.signs().value(figure))
                                        .put("tier", change.signs().tier(figure, change.scale()))
                                        .put("thresholds", new JsonArray(thresholds(figure, change.scale()))))
                                .toList()))
                .put("missing", DiscussionJson.array(change.missing(), ReadingJson::gap))
                .put("support", DiscussionJson.array(change.support(), ReadingJson::gap))
                .put("fallsAfterMinutes", change.to().patienceMinutes())
                .put("posts", RumourJson.posts(evidence.posts()))
                .put("reading", reading(evidence.reading(), slugs));
    }

    private static List<Double> thresholds(Figure figure, Scale scale) {
        return switch (figure) {
            case VELOCITY -> steps(scale.velocity());
            case UNUSUAL -> steps(scale.unusual());
            case ONSET -> List.of(1.0);
            case SPREADING -> steps(scale.growth());
            case AUTHORS -> steps(scale.authors());
            case ROOMS -> steps(scale.rooms());
            case DOUBT -> steps(scale.doubt());
            case PEOPLE -> List.of((double) Scale.PEOPLE);
        };
    }

    private static List<Double> steps(Scale.Steps steps) {
        return List.of(steps.first(), steps.second(), steps.third());
    }

    private static JsonObject gap(Gap gap) {
        return new JsonObject()
                .put("name", RumourJson.code(gap.figure()))
                .put("value", gap.value())
                .put("threshold", gap.threshold());
    }
}
