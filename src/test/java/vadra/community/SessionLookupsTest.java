package vadra.community;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.core.Role;

class SessionLookupsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Session ASTA = new Session(
            new UUID(1, 2),
            new Actor(new MemberId(new UUID(3, 4)), "asta", "Åsta", Role.MEMBER),
            Session.Kind.BROWSER,
            "",
            NOW,
            NOW,
            NOW.plusSeconds(60));

    private final List<Set<String>> asked = new ArrayList<>();
    private final List<Promise<Map<String, Session>>> answers = new ArrayList<>();
    private final SessionLookups lookups = new SessionLookups((digests, now) -> {
        asked.add(digests);
        answers.add(Promise.promise());
        return answers.get(answers.size() - 1).future();
    });

    @Test
    void whoAsksWhileOneIsUnderWayGoesInTheNext() {
        var first = lookups.find("a", NOW);
        var second = lookups.find("b", NOW);
        var third = lookups.find("c", NOW);
        var again = lookups.find("c", NOW);
        assertThat(asked).containsExactly(Set.of("a"));

        answers.get(0).complete(Map.of());
        assertThat(first.result()).isEmpty();
        assertThat(asked).containsExactly(Set.of("a"), Set.of("b", "c"));

        answers.get(1).complete(Map.of("c", ASTA));
        assertThat(second.result()).isEmpty();
        assertThat(third.result()).contains(ASTA);
        assertThat(again.result()).contains(ASTA);
    }

    @Test
    void whoAsksAfterAnAnswerIsNotGivenAnOldOne() {
        var unused = lookups.find("a", NOW);
        var late = lookups.find("a", NOW);
        answers.get(0).complete(Map.of("a", ASTA));

        assertThat(late.isComplete()).as("a session may end between").isFalse();
        answers.get(1).complete(Map.of());
        assertThat(late.result()).isEmpty();
    }

    @Test
    void aFailureIsToldToThoseWhoWereInItAndTheNextGoOn() {
        var failing = lookups.find("a", NOW);
        var next = lookups.find("b", NOW);
        answers.get(0).fail("gone");
        answers.get(1).complete(Map.of("b", ASTA));

        assertThat(failing.failed()).isTrue();
        assertThat(next.result()).contains(ASTA);
    }

    @Test
    void thoseBeyondTheBoundAreAskedToComeBack() {
        var unused = lookups.find("under way", NOW);
        var waiting = new ArrayList<Future<Optional<Session>>>();
        for (int i = 0; i < SessionLookups.MAX_WAITING; i++) {
            waiting.add(lookups.find("waiting " + i, NOW));
        }
        assertThat(lookups.find("one more", NOW).cause())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isInstanceOf(Problem.Unavailable.class));

        for (int i = 0; i <= SessionLookups.MAX_WAITING / SessionLookups.MAX_BATCH; i++) {
            answers.get(i).complete(Map.of());
        }
        assertThat(waiting).allMatch(Future::succeeded);
        assertThat(asked).hasSize(1 + SessionLookups.MAX_WAITING / SessionLookups.MAX_BATCH);
        assertThat(asked).allMatch(digests -> digests.size() <= SessionLookups.MAX_BATCH);
    }

    @Test
    void anAnswerComesOnTheContextThatAsked() {
        var vertx = Vertx.vertx();
        try {
            Context one = vertx.getOrCreateContext();
            var heard = Promise.<Context>promise();
            one.runOnContext(
                    turn -> lookups.find("a", NOW).onComplete(found -> heard.complete(Vertx.currentContext())));
            one.runOnContext(turn -> new Thread(() -> answers.get(0).complete(Map.of())).start());
            assertThat(TestDatabase.get(heard.future())).isSameAs(one);
        } finally {
            TestDatabase.get(vertx.close());
        }
    }
}
