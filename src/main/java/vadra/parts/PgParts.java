package vadra.parts;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.List;
import vadra.core.PostId;
import vadra.core.Times;
import vadra.opinions.Facts;
import vadra.polls.Terms;
import vadra.previews.Preview;

/** Parts as the log and the tables have them, which is as the channels send them. */
public final class PgParts {
    private PgParts() {}

    /** Parts in their order. */
    public static JsonArray json(List<Part> parts) {
        return new JsonArray(parts.stream().map(PgParts::json).toList());
    }

    /** One part. */
    public static JsonObject json(Part part) {
        var json = new JsonObject().put("kind", part.kind());
        if (part instanceof Part.Quote quote) {
            json.put("post", quote.post().toString()).put("version", quote.version());
            return quote.chosen() ? json.put("from", quote.from()).put("to", quote.to()) : json;
        }
        if (part instanceof Part.Poll poll) {
            return terms(json, poll.terms());
        }
        if (part instanceof Part.Opinion opinion) {
            var facts = opinion.facts();
            return json.put("product", facts.product())
                    .put("version", facts.version())
                    .put("used", facts.used().code())
                    .put("again", facts.again().code());
        }
        if (part instanceof Part.Link link) {
            var page = link.page();
            return json.put("url", page.url()).put("title", page.title()).put("description", page.description());
        }
        if (part instanceof Part.Picture picture) {
            return json.put("media", picture.media())
                    .put("alt", picture.alt())
                    .put("width", picture.width())
                    .put("height", picture.height());
        }
        throw new AssertionError(part);
    }

    private static JsonObject terms(JsonObject json, Terms terms) {
        json.put("choices", new JsonArray(terms.choices()))
                .put("multiple", terms.multiple())
                .put("anonymous", terms.anonymous())
                .put("results", terms.results().code());
        return terms.closesAt() == null
                ? json
                : json.put("closesAt", terms.closesAt().toString());
    }

    /**
     * What is declared of a poll.
     *
     * @throws vadra.core.ProblemException {@link vadra.core.Problem.Invalid} when it is none
     */
    public static Terms terms(JsonObject json) {
        var closesAt = json.getString("closesAt");
        return new Terms(
                json.getJsonArray("choices").stream().map(String.class::cast).toList(),
                json.getBoolean("multiple", false),
                json.getBoolean("anonymous"),
                Terms.Results.of(json.getString("results", Terms.Results.ALWAYS.code())),
                closesAt == null ? null : Times.read("closesAt", closesAt).truncatedTo(ChronoUnit.MILLIS));
    }

    /**
     * The facts of an opinion.
     *
     * @throws vadra.core.ProblemException {@link vadra.core.Problem.Invalid} when they are none
     */
    public static Facts facts(JsonObject json) {
        return new Facts(
                json.getString("product"),
                json.getString("version", ""),
                Facts.Used.of(json.getString("used")),
                Facts.Again.of(json.getString("again")));
    }

    /** The parts that were written so. */
    public static List<Part> read(JsonArray json) {
        return json.stream().map(JsonObject.class::cast).map(PgParts::read).toList();
    }

    private static Part read(JsonObject json) {
        return switch (json.getString("kind")) {
            case "quote" ->
                new Part.Quote(
                        PostId.parse(json.getString("post")),
                        json.getInteger("version"),
                        json.getInteger("from", 0),
                        json.getInteger("to", 0));
            case "link" ->
                new Part.Link(
                        new Preview(json.getString("url"), json.getString("title"), json.getString("description")));
            case "poll" -> new Part.Poll(terms(json));
            case "opinion" -> new Part.Opinion(facts(json));
            case "picture" ->
                new Part.Picture(
                        json.getString("media"),
                        json.getString("alt"),
                        json.getInteger("width"),
                        json.getInteger("height"));
            default -> throw new IllegalArgumentException("no part of kind " + json.getString("kind"));
        };
    }
}
