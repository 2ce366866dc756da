package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import vadra.core.Actor;
import vadra.core.ProblemException;
import vadra.openness.Calm;
import vadra.openness.Citation;
import vadra.openness.Entry;
import vadra.openness.Openness;
import vadra.openness.Report;

/** People who talk, and a company that interferes at random: reports, acts of each kind, reversals, appeals. */
final class RandomActs {
    private static final int PEOPLE = 6;

    private final TestServer server;
    private final Openness openness;
    private final Pool owner;
    private final Random random;
    private final List<Actor> people = new ArrayList<>();
    private final List<Actor> staff = new ArrayList<>();
    private final List<UUID> posts = new ArrayList<>();
    private final List<UUID> rooms = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();
    private int count;

    /**
     * Fills a server.
     *
     * @param owner the tables' owner, who can move the ledger's clock
     */
    RandomActs(TestServer server, Pool owner, long seed) {
        this.server = server;
        this.openness = server.services().openness();
        this.owner = owner;
        this.random = new Random(seed);
        for (int i = 0; i < PEOPLE; i++) {
            var api = Person.member(server.url(), "qvist" + i);
            people.add(actor("qvist" + i));
            talk(api, "rum" + i);
        }
        for (int i = 0; i < 3; i++) {
            var unused = server.staff("xylander" + i);
            staff.add(actor("xylander" + i));
        }
    }

    private void talk(Api api, String slug) {
        var started = api.post(
                "/api/rooms", new JsonObject().put("title", "Rum för prov").put("slug", slug));
        if (started.status() != 201) {
            throw new IllegalStateException(started.json().encode());
        }
        for (int i = 0; i < 8; i++) {
            var words = "zebrafink " + count++;
            var said = api.post("/api/rooms/" + slug + "/posts", new JsonObject().put("text", words));
            posts.add(UUID.fromString(said.json().getString("post")));
            secrets.add(words);
        }
        rooms.add(get(server.services().reader().key(slug)).id().value());
    }

    private Actor actor(String handle) {
        var member = get(server.services().community().person(handle));
        secrets.add(handle);
        secrets.add(member.id().value().toString());
        return member.actor();
    }

    /** What must not be read anywhere in the ledger. */
    List<String> secrets() {
        return secrets;
    }

    /** Does so many things, of which some cool and are carried out; what is refused is left. The clock stays ahead. */
    void run(int times) {
        some(times);
        threeMinutesLater();
        var unused = get(openness.ledger().sweep());
        some(times / 4);
    }

    private void some(int times) {
        for (int i = 0; i < times; i++) {
            try {
                once();
            } catch (ProblemException refused) {
                assertThat(refused.problem().status()).isBetween(400, 499);
            }
        }
    }

    private void once() {
        switch (random.nextInt(7)) {
            case 0 -> report();
            case 1 -> reverse();
            case 2 -> appeal();
            case 3 -> calm();
            default -> restrain();
        }
    }

    private void restrain() {
        int dice = random.nextInt(10);
        var kind = dice == 0 ? Entry.Kind.ROOM : dice == 1 ? Entry.Kind.PROFILE : Entry.Kind.POST;
        var thing = switch (kind) {
            case ROOM -> any(rooms);
            case PROFILE -> any(people).id().value();
            case POST, MESSAGE -> any(posts);
        };
        int rule = List.of(1, 3, 4).get(random.nextInt(3));
        var cited = new Citation(
                1,
                rule,
                rule == 4 ? "4 kap. 5 § brottsbalken" : null,
                "Det bryter mot regeln, “så här”: ett, två 🙂.",
                "Andra meningen, tredje ordet; " + random.nextInt(100) + ".",
                random.nextBoolean(),
                any(List.of(Citation.Source.values())),
                random.nextInt(4) == 0 ? server.services().clock().instant().plusSeconds(86_400) : null);
        var by = random.nextInt(5) == 0 ? null : any(staff);
        var unused = get(openness.ledger().restrain(by, kind, List.of(thing), cited));
    }

    private void calm() {
        var room = any(rooms);
        var why = "Det skrivs fortare än någon läser.";
        var ledger = openness.ledger();
        var unused = get(
                switch (random.nextInt(4)) {
                    case 0 -> ledger.slow(any(staff), room, new Calm.Slow(5, 2, why));
                    case 1 -> ledger.endSlow(any(staff), room);
                    case 2 -> ledger.endHold(any(staff), room);
                    default -> ledger.hold(any(staff), room, new Calm.Hold(2, why));
                });
    }

    private void report() {
        var reason = new Report.Reason(1, 3, "Se efter, snälla.");
        var unused = get(openness.reports().report(any(people), Entry.Kind.POST, any(posts), reason));
    }

    private void reverse() {
        var unused = get(openness.ledger().reverse(any(staff), any(rows()), "Det var om saken, när vi läste igen."));
    }

    private void appeal() {
        var row = any(rows());
        for (var person : people) {
            try {
                var appeal = get(openness.appeals().appeal(person, row, "Det var ju om saken."));
                if (random.nextInt(4) > 0) {
                    var unused =
                            get(openness.appeals().decide(any(staff), appeal, random.nextBoolean(), "Vi läste igen."));
                }
                return;
            } catch (ProblemException notTheirs) {
                assertThat(notTheirs.problem().status()).isBetween(400, 499);
            }
        }
    }

    /** The numbers of all rows, one at least. */
    private List<Long> rows() {
        var rows = get(owner.query("SELECT n FROM ledger ORDER BY n DESC").execute()).stream()
                .map(row -> row.getLong("n"))
                .toList();
        return rows.isEmpty()
                ? get(openness.ledger()
                                .restrain(
                                        any(staff),
                                        Entry.Kind.POST,
                                        List.of(any(posts)),
                                        Citation.of(1, 3, "Det bryter mot regeln.", "Andra meningen.")))
                        .stream()
                        .map(Entry::n)
                        .toList()
                : rows;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void threeMinutesLater() {
        get(owner.query("CREATE OR REPLACE FUNCTION ledger_now() RETURNS timestamptz LANGUAGE sql VOLATILE"
                        + " SET search_path = public, pg_temp"
                        + " RETURN clock_timestamp() + interval '3 minutes'")
                .execute());
    }
}
