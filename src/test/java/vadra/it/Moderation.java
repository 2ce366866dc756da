package vadra.it;

import static vadra.app.TestDatabase.get;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import vadra.core.Actor;
import vadra.core.PostId;
import vadra.openness.Citation;
import vadra.openness.Entry;
import vadra.openness.Openness;

/** Staff that acts and judges, on a server. */
record Moderation(TestServer server) {
    static final String GROUNDS = "It has the address of a person.";
    static final String FACTS = "The second sentence has a street and a number.";

    Openness openness() {
        return server.services().openness();
    }

    /** One more member of staff. */
    Actor another() {
        var handle = "mod-" + UUID.randomUUID().toString().substring(0, 8);
        var community = server.services().community();
        return get(community
                .createStaff(handle, handle, TestServer.STAFF_PASSWORD)
                .compose(made -> community.person(handle))
                .map(member -> member.actor()));
    }

    /** Restrains a post under a rule of the first version. */
    @CanIgnoreReturnValue
    Entry acts(String post, int rule) {
        var things = List.of(PostId.parse(post).value());
        return get(openness()
                        .ledger()
                        .restrain(another(), Entry.Kind.POST, things, Citation.of(1, rule, GROUNDS, FACTS)))
                .get(0);
    }

    void reverses(Entry act, String why) {
        get(openness().ledger().reverse(another(), act.n(), why));
    }

    void overturns(Entry act, String why) {
        var judge = another();
        var appeal = get(server.services().docket().waiting().appeals(judge.id())).getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(waits -> waits.getJsonObject("decision").getLong("entry") == act.n())
                .map(waits -> UUID.fromString(waits.getString("appeal")))
                .findFirst()
                .orElseThrow();
        get(openness().appeals().decide(judge, appeal, true, why));
    }
}
