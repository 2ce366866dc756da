package vadra.wire;

import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vadra.asking.Move;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.Times;
import vadra.discussion.Words;

/** Reads what a host asks to do with a question, by its name; the same for HTTP and for sockets. */
public final class Moves {
    /** All but the answer, which is said. */
    public static final Set<String> NAMES =
            Set.of("claim", "release", "choose", "decline", "promise", "merge", "unmerge", "undo");

    private Moves() {}

    /**
     * A move by its name.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when a field is lacking or breaks a rule
     */
    public static Move of(String name, JsonObject given) {
        return switch (name) {
            case "claim" -> new Move.Claim();
            case "release" -> new Move.Release();
            case "choose" -> new Move.Choose();
            case "decline" -> new Move.Decline(Words.normal("reason", required(given, "reason")));
            case "promise" ->
                new Move.Promise(Times.read("by", required(given, "by")).truncatedTo(ChronoUnit.MILLIS), note(given));
            case "merge" -> new Move.Merge(PostId.parse(required(given, "into")));
            case "unmerge" -> new Move.Unmerge();
            case "undo" -> new Move.Undo();
            default -> throw Problem.notFound("move", name);
        };
    }

    private static @Nullable String note(JsonObject given) {
        var note = text(given, "note");
        return note == null ? null : Words.normal("note", note);
    }

    private static String required(JsonObject given, String field) {
        var value = text(given, field);
        if (value == null) {
            throw Problem.invalid(field, "is required");
        }
        return value;
    }

    private static @Nullable String text(JsonObject given, String field) {
        var value = given.getValue(field);
        if (value != null && !(value instanceof String)) {
            throw Problem.invalid(field, "must be a text");
        }
        return (String) value;
    }
}
