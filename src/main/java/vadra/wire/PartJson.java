package vadra.wire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.discussion.Words;
import vadra.parts.PgParts;
import vadra.parts.Seen;
import vadra.parts.Shown;
import vadra.parts.Wanted;
import vadra.previews.Preview;

/** How what posts carry looks to a reader, and how it is asked for. */
public final class PartJson {
    private PartJson() {}

    /** A part as the log has it, with what a reader sees of that which it names. */
    public static JsonObject json(Shown shown) {
        var json = PgParts.json(shown.part());
        var seen = shown.seen();
        if (seen instanceof Seen.Source source) {
            return json.put("source", source(source));
        }
        if (seen instanceof Seen.Answers answers) {
            return json.put("poll", PollJson.json(answers.poll()));
        }
        return json;
    }

    /** A quoted post. */
    public static JsonObject source(Seen.Source source) {
        var room = source.room();
        var json = new JsonObject()
                .put("room", room.slug())
                .put("roomKind", room.kind())
                .put("title", room.title())
                .put("author", author(source.by()))
                .put("version", source.version())
                .put("words", source.words())
                .put("language", source.language())
                .put("chosen", source.chosen())
                .put("edited", source.edited())
                .put("withdrawn", source.withdrawn());
        return source.restraint() == null ? json : json.put("restraint", EventJson.restraint(source.restraint()));
    }

    /** What a page says of itself. */
    public static JsonObject preview(Preview page) {
        return new JsonObject()
                .put("url", page.url())
                .put("title", page.title())
                .put("description", page.description());
    }

    private static JsonObject author(Seen.By by) {
        var json = new JsonObject()
                .put("id", by.id().toString())
                .put("handle", by.handle())
                .put("name", by.name())
                .put("role", by.role().code())
                .put("hat", by.hat().code());
        return by.alias() ? json.put("alias", true) : json;
    }

    /**
     * What somebody wants a post to carry.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when it is nothing that can be carried; over the socket no
     *     contract was held against it
     */
    public static List<Wanted> wanted(@Nullable JsonArray parts) {
        if (parts == null) {
            return List.of();
        }
        try {
            return parts.stream()
                    .map(JsonObject.class::cast)
                    .map(PartJson::wanted)
                    .toList();
        } catch (ClassCastException | NullPointerException | DateTimeException otherForm) {
            throw Problem.invalid("parts", "must be a list of parts, each of a kind");
        }
    }

    /** With its choices in the form that words must have. */
    private static JsonObject normal(JsonObject json) {
        var choices = new JsonArray(json.getJsonArray("choices").stream()
                .map(String.class::cast)
                .map(choice -> Words.normal("parts.choices", choice).strip())
                .toList());
        return json.copy().put("choices", choices);
    }

    private static Wanted wanted(JsonObject json) {
        return switch (json.getString("kind")) {
            case "quote" ->
                new Wanted.Quote(
                        PostId.parse(json.getString("post")), json.getInteger("version"), json.getString("excerpt"));
            case "link" -> new Wanted.Link(json.getString("url"));
            case "poll" -> new Wanted.Poll(PgParts.terms(normal(json)));
            case "opinion" -> new Wanted.Opinion(PgParts.facts(json));
            case "picture" -> new Wanted.Picture(json.getString("media"), json.getString("alt"));
            default -> throw Problem.invalid("parts.kind", "is none that a post can carry");
        };
    }
}
