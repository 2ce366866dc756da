package vadra.polls;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.community.PgRefusal;
import vadra.core.CommandId;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.Role;

/** Polls in PostgreSQL, whose functions are the only way to a ballot. */
public final class PgPolls {
    private static final String SEEN = "SELECT id, seen_poll(id, $2) AS poll FROM unnest($1::uuid[]) id";
    private static final String CAST = "SELECT cast_ballot($1, $2, $3, $4) AS poll";
    private static final String BALLOTS = "SELECT handle, name, role, chosen FROM open_ballots($1, $2, $3, $4)";
    private static final String COUNT = "SELECT count_polls() AS told";

    private final Pool pool;

    public PgPolls(Pool pool) {
        this.pool = pool;
    }

    /** Those of these posts that are polls, as a reader sees them. */
    public Future<Map<PostId, Poll>> seen(Collection<PostId> posts, @Nullable MemberId reader) {
        if (posts.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        var ids = posts.stream().map(PostId::value).toArray(UUID[]::new);
        return pool.preparedQuery(SEEN)
                .execute(Tuple.tuple().addArrayOfUUID(ids).addUUID(idOf(reader)))
                .map(rows -> {
                    var found = new HashMap<PostId, Poll>();
                    rows.forEach(row -> {
                        var poll = row.getJsonObject("poll");
                        if (poll != null) {
                            found.put(new PostId(row.getUUID("id")), poll(poll));
                        }
                    });
                    return found;
                });
    }

    Future<Poll> cast(MemberId by, PostId post, List<Integer> chosen, CommandId command) {
        var values = Tuple.of(by.value(), post.value())
                .addArrayOfInteger(chosen.toArray(Integer[]::new))
                .addString(command.value());
        return pool.preparedQuery(CAST)
                .execute(values)
                .map(rows -> poll(rows.iterator().next().getJsonObject("poll")))
                .recover(failure -> PgRefusal.<Poll>asProblem(failure).recover(PgPolls::named));
    }

    /** The problem with what it is about. */
    private static Future<Poll> named(Throwable problem) {
        return problem instanceof vadra.core.ProblemException refused
                        && refused.problem() instanceof Problem.Invalid invalid
                ? Future.failedFuture(Problem.invalid("chosen", invalid.rule()))
                : Future.failedFuture(problem);
    }

    Future<List<Ballot>> ballots(PostId post, @Nullable MemberId reader, String after, int limit) {
        return pool.preparedQuery(BALLOTS)
                .execute(Tuple.of(post.value(), idOf(reader), after, limit))
                .map(rows -> rows.stream().map(PgPolls::ballot).toList());
    }

    Future<Integer> count() {
        return pool.preparedQuery(COUNT)
                .execute()
                .map(rows -> rows.iterator().next().getInteger("told"));
    }

    private static Ballot ballot(Row row) {
        return new Ballot(
                row.getString("handle"),
                row.getString("name"),
                Role.of(row.getString("role")),
                Arrays.asList(row.getArrayOfIntegers("chosen")));
    }

    private static Poll poll(JsonObject json) {
        var closesAt = json.getString("closesAt");
        var mine = json.getJsonArray("mine");
        return new Poll(
                new Terms(
                        texts(json.getJsonArray("choices")),
                        json.getBoolean("multiple"),
                        json.getBoolean("anonymous"),
                        Terms.Results.of(json.getString("results")),
                        closesAt == null ? null : Instant.parse(closesAt)),
                tally(json),
                json.getInteger("reworded"),
                mine == null ? null : numbers(mine));
    }

    private static Tally tally(JsonObject json) {
        var counts = json.getJsonArray("counts");
        return new Tally(
                json.getInteger("n"),
                json.getBoolean("closed"),
                counts == null ? null : new Tally.Shown(json.getInteger("counted"), numbers(counts)));
    }

    private static List<String> texts(JsonArray json) {
        return json.stream().map(String.class::cast).toList();
    }

    private static List<Integer> numbers(JsonArray json) {
        return json.stream().map(Number.class::cast).map(Number::intValue).toList();
    }

    private static @Nullable UUID idOf(@Nullable MemberId reader) {
        return reader == null ? null : reader.value();
    }
}
