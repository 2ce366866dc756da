package vadra.wire;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.core.Problem;
import vadra.core.ProblemException;

/** Turns what went wrong into what the client is told: a problem document, or of a fault nothing but a number. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Map<String, String> TITLES = Map.of(
            "not-found", "There is no such thing",
            "sign-in-needed", "Signing in is needed",
            "forbidden", "This is not allowed",
            "invalid", "A field breaks a rule",
            "conflict", "This does not fit what is there",
            "outdated", "It was written anew meanwhile",
            "taken", "Somebody else was first",
            "too-fast", "Too fast",
            "unavailable", "Not available right now");

    private Problems() {}

    /** All slugs that a problem can have, each with a page of its own. */
    public static Map<String, String> titles() {
        return TITLES;
    }

    /** The problem document of RFC 9457, the same for HTTP and for sockets. */
    public static JsonObject json(Problem problem) {
        var json = new JsonObject()
                .put("type", "/problems/" + problem.slug())
                .put("title", TITLES.get(problem.slug()))
                .put("status", problem.status())
                .put("detail", problem.detail());
        if (problem instanceof Problem.Invalid invalid) {
            json.put("field", invalid.field()).put("rule", invalid.rule());
        }
        if (problem instanceof Problem.Taken taken) {
            json.put("by", RumourJson.person(taken.by()))
                    .put("since", taken.since().toString());
        }
        if (problem instanceof Problem.Outdated newer) {
            json.put("version", newer.version())
                    .put("newerTitle", newer.title())
                    .put("newerText", newer.text());
        }
        if (problem instanceof Problem.TooFast tooFast) {
            json.put("limit", tooFast.limit());
        }
        var retryAfter = retryAfter(problem);
        if (retryAfter != null) {
            json.put("temporary", true).put("retryAfterMs", retryAfter.toMillis());
        }
        return json;
    }

    private static @Nullable Duration retryAfter(Problem problem) {
        if (problem instanceof Problem.TooFast tooFast) {
            return tooFast.retryAfter();
        }
        return problem instanceof Problem.Unavailable unavailable ? unavailable.retryAfter() : null;
    }

    /** The problem that a failure is, or null when it is a fault of ours. */
    public static @Nullable Problem problemOf(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        if (failure instanceof DecodeException) {
            return new Problem.Invalid("body", "must be valid JSON");
        }
        return PgOutage.is(failure)
                ? new Problem.Unavailable("The database does not answer.", Duration.ofSeconds(2))
                : null;
    }

    /** What a client is told of a fault: a number to quote, by which the log has the rest. */
    public static JsonObject fault(Throwable failure) {
        var incident = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("fault incident={}", incident, failure);
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", "Something went wrong here")
                .put("status", 500)
                .put("incident", incident);
    }
}
