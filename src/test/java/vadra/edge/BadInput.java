package vadra.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.assertj.core.api.SoftAssertions;
import vadra.edge.Requests.Sender;
import vadra.faults.Cluster;
import vadra.faults.Gathering;
import vadra.it.Api;
import vadra.it.Person;
import vadra.it.TestServer;

/**
 * Bad input by the hundred thousand, while honest people talk:
 * {@code mvn -q test-compile exec:java@fuzz -Dexec.args="--inputs=1000000 --seed=9"}. It fails where an answer is a fault of
 * ours or tells of our inside, where something hangs, where the others notice, where the log of the server has an error, where
 * the database has half of something, or where memory grows.
 */
public final class BadInput {
    private static final int ATTACKERS = 8;
    private static final int MEMBERS = 6;
    private static final long GROWTH = 64L * 1024 * 1024;
    private static final long TELLING = 50_000;
    private static final Map<String, String> SETTINGS =
            Map.of("VADRA_DEMO", "true", "VADRA_LIMITS_SIGN_INS_PER_MINUTE", "300", "VADRA_LIMITS_SOCKETS", "2000");

    private final long inputs;
    private final long seed;
    private final Verdicts verdicts = new Verdicts();

    BadInput(long inputs, long seed) {
        this.inputs = inputs;
        this.seed = seed;
    }

    /** Sends them, judges, and says in a line what was done. */
    public static void main(String[] arguments) {
        var options = new TreeMap<>(Map.of("inputs", "1000000", "seed", "9"));
        for (var argument : arguments) {
            var parts = argument.replaceFirst("^--", "").split("=", 2);
            if (parts.length < 2 || options.put(parts[0], parts[1]) == null) {
                throw new IllegalArgumentException(argument + ": --inputs=N --seed=N");
            }
        }
        try {
            System.out.println(
                    new BadInput(Long.parseLong(options.get("inputs")), Long.parseLong(options.get("seed"))).run());
            System.exit(0);
        } catch (AssertionError broken) {
            System.out.println("BROKEN " + broken.getMessage());
            System.exit(1);
        }
    }

    String run() {
        try (var cluster = Cluster.start("bad-input", 1, SETTINGS)) {
            var node = cluster.nodes().get(0);
            assertThat(Invariants.broken(cluster.database())).isEmpty();
            var sender = sender(node.url());
            var people = new Gathering(cluster, new Gathering.Size(4, 4, 16));
            long begun = System.nanoTime();
            long before;
            try (var load = people.talk(200)) {
                attack(cluster, sender, inputs / 10, seed);
                before = node.liveBytes();
                attack(cluster, sender, inputs - inputs / 10, seed + 1);
                assertThat(load.oddities()).isEmpty();
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            long grown = node.liveBytes() - before;
            people.catchUp();
            var line = String.format(
                    "%s in %.0f s; heap after a full GC %+.1f MiB; %d posts of others",
                    verdicts, seconds, grown / 1048576.0, people.history().acked());
            System.out.println(line);
            judge(cluster, people);
            assertThat(grown).isLessThan(GROWTH);
            return line;
        }
    }

    /** All of it, so that one fault does not hide another at the end of so long a run. */
    private void judge(Cluster cluster, Gathering people) {
        SoftAssertions.assertSoftly(all -> {
            all.assertThat(verdicts.faults()).isEmpty();
            all.assertThat(verdicts.share(401))
                    .as("the attackers are still signed in")
                    .isLessThan(20);
            all.assertThat(verdicts.share(200))
                    .as("much of it reaches what there is")
                    .isGreaterThan(10);
            all.assertThat(cluster.errors()).isEmpty();
            all.assertThat(people.judge()).isEmpty();
            all.assertThat(people.listeners())
                    .allSatisfy(one -> assertThat(one.live().closes()).isEmpty());
            all.assertThat(Invariants.broken(cluster.database())).isEmpty();
        });
    }

    /** Members and staff who have a hand in it, and what there is for them. */
    private static Sender sender(java.net.URI server) {
        var contracts = new Contracts();
        var known = new Known();
        var staff = staff(server);
        known.learn(new Api(server, Optional.empty()), contracts);
        known.learn(staff, contracts);
        var tokens = new ArrayList<String>();
        for (int i = 0; i < MEMBERS; i++) {
            var member = Person.member(server, "stojare-" + i);
            known.learn(member, contracts);
            tokens.add(member.token().orElseThrow());
        }
        tokens.add(staff.token().orElseThrow());
        tokens.add(staff.token().orElseThrow());
        return new Sender(contracts, known, tokens);
    }

    private static Api staff(java.net.URI server) {
        var login = new JsonObject().put("handle", "staff").put("password", TestServer.STAFF_PASSWORD);
        var answer = new Api(server, Optional.empty()).post("/api/tokens", login);
        return new Api(server, Optional.of(answer.json().getString("token")));
    }

    private void attack(Cluster cluster, Sender sender, long number, long with) {
        var threads = Executors.newFixedThreadPool(ATTACKERS);
        long end = verdicts.inputs() + number;
        var crowd = Attacker.crowd(ATTACKERS, cluster.urls().get(0), sender, with, verdicts);
        List<CompletableFuture<Void>> all = crowd.stream()
                .map(one -> CompletableFuture.runAsync(() -> attack(one, number / ATTACKERS), threads))
                .toList();
        var telling = CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
        for (long told = verdicts.inputs(); !telling.isDone(); vadra.it.Wait.pause(500)) {
            if (verdicts.inputs() - told > TELLING) {
                told = verdicts.inputs();
                System.out.println(java.time.Instant.now() + " " + verdicts + " of " + end + ", "
                        + verdicts.faults().size() + " faults");
            }
        }
        telling.join();
        threads.shutdown();
    }

    private static void attack(Attacker attacker, long number) {
        try {
            attacker.send(number);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
