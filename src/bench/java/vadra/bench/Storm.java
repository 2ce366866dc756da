package vadra.bench;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vadra.bench.server.Dialect;
import vadra.bench.server.Effort;
import vadra.bench.server.Processes;
import vadra.bench.server.VadraTarget;

/**
 * All clients are cut off at once, something is said while they are away, and all come back at once for what they
 * missed: each in its room, signed in as somebody else.
 *
 * @param count how many
 */
record Storm(int count) {
    private static final int ROOMS = 20;
    private static final int MISSED = 10;
    private static final int PATIENCE_SECONDS = 180;
    private static final int REST_MS = 2_000;

    /** Runs it. */
    void run(VadraTarget target, Report report) {
        var seats = seats(target);
        List<Dialect.Seat> again;
        try (var crowd = new Crowd(target, "")) {
            crowd.open(seats);
            again = crowd.clients().stream().map(Storm::comingBack).toList();
        }
        for (int i = 0; i < ROOMS * MISSED; i++) {
            target.say("storm-" + i % ROOMS, "sagt medan ni var borta " + i);
        }
        Processes.pause(REST_MS);
        long statements = target.statements();
        try (var crowd = new Crowd(target, "")) {
            var effort = Effort.of(target);
            crowd.open(again, count, PATIENCE_SECONDS);
            effort = Effort.of(target).since(effort);
            long whole = crowd.clients().stream().filter(Storm::isWhole).count();
            report(report, crowd, effort, whole, target.statements() - statements);
        }
    }

    private List<Dialect.Seat> seats(VadraTarget target) {
        for (int room = 0; room < ROOMS; room++) {
            target.room("storm-" + room);
        }
        var tokens = target.speakers(count);
        var seats = new ArrayList<Dialect.Seat>();
        for (int i = 0; i < count; i++) {
            seats.add(new Dialect.Seat("storm-" + i % ROOMS, tokens.get(i)));
        }
        return seats;
    }

    private static Dialect.Seat comingBack(Client client) {
        var entry = new JsonObject(client.entry()).getJsonObject("subscribe");
        var since = new Dialect.Since(entry.getString("epoch"), entry.getLong("offset"));
        return new Dialect.Seat(client.seat().room(), client.seat().token(), since);
    }

    private static boolean isWhole(Client client) {
        var entry = new JsonObject(client.entry()).getJsonObject("subscribe");
        return entry.getBoolean("recovered")
                && entry.getJsonArray("publications").size() == MISSED;
    }

    private void report(Report report, Crowd crowd, Effort effort, long whole, long statements) {
        report.add(
                "storm",
                String.format(
                        Locale.ROOT,
                        "%d clients, all in after %.2f s; %d got all %d they missed; %d statements to the database, %d refusals, %d tries again; server %.2f, database %.2f, clients %.2f of a core",
                        count,
                        effort.wall(),
                        whole,
                        MISSED,
                        statements,
                        crowd.failures(),
                        crowd.retries(),
                        effort.server() / effort.wall(),
                        effort.database() / effort.wall(),
                        effort.clientLoad()),
                new JsonObject()
                        .put("clients", count)
                        .put("seconds", effort.wall())
                        .put("whole", whole)
                        .put("statements", statements)
                        .put("refusals", crowd.failures())
                        .put("retries", crowd.retries())
                        .put("clientLoad", effort.clientLoad()));
    }
}
