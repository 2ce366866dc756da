package vadra.wire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import vadra.core.Problem;
import vadra.polls.Ballot;
import vadra.polls.Poll;
import vadra.polls.Tally;

/** The JSON form of polls and of what is told of them. */
public final class PollJson {
    private PollJson() {}

    /** What is told of a poll, with what is for one reader alone. */
    public static JsonObject json(Poll poll) {
        var json = json(poll.tally());
        if (poll.reworded() != null) {
            json.put("reworded", poll.reworded());
        }
        return poll.mine() == null ? json : json.put("mine", new JsonArray(poll.mine()));
    }

    static JsonObject json(Tally tally) {
        var json = new JsonObject().put("n", tally.n()).put("closed", tally.closed());
        var shown = tally.shown();
        return shown == null ? json : json.put("counted", shown.counted()).put("counts", new JsonArray(shown.counts()));
    }

    static Tally tally(JsonObject json) {
        var counts = json.getJsonArray("counts");
        return new Tally(
                json.getInteger("n"),
                json.getBoolean("closed"),
                counts == null
                        ? null
                        : new Tally.Shown(
                                json.getInteger("counted"),
                                counts.stream().map(Integer.class::cast).toList()));
    }

    /** Who chose what. */
    public static JsonObject ballot(Ballot ballot) {
        return new JsonObject()
                .put("handle", ballot.handle())
                .put("name", ballot.name())
                .put("role", ballot.role().code())
                .put("chosen", new JsonArray(ballot.chosen()));
    }

    /**
     * The choices of an answer.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when they are no places
     */
    public static List<Integer> chosen(JsonObject body) {
        try {
            return body.getJsonArray("chosen").stream().map(Integer.class::cast).toList();
        } catch (ClassCastException | NullPointerException otherForm) {
            throw Problem.invalid("chosen", "must be a list of places from 0");
        }
    }
}
