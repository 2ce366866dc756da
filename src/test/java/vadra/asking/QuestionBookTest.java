package vadra.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vadra.asking.Question.State;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.core.Role;

/** What hosts may make of questions, and what nobody may. */
class QuestionBookTest {
    private static final Instant START = Instant.parse("2026-11-02T18:00:00Z");
    private static final Actor BJORN = actor("bjorn", Role.BLOGGER);
    private static final Actor CARIN = actor("carin", Role.BLOGGER);

    private final QuestionBook book = new QuestionBook();
    private final PostId first = ask(1);
    private final PostId second = ask(2);

    QuestionBookTest() {
        book.host(BJORN.id());
        book.host(CARIN.id());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void whoIsNoHostMovesNothingWhateverTheirRole(Role role) {
        for (var move : List.of(new Move.Choose(), new Move.Claim(), new Move.Merge(second), new Move.Undo())) {
            assertThatThrownBy(() -> book.decide(move, first, actor("asta", role), START))
                    .hasMessageContaining("Only the hosts");
        }
    }

    @Test
    void aClaimKeepsOtherHostsAwayForFiveMinutesAndNamesWhoHoldsIt() {
        does(new Move.Claim(), first, BJORN, 0);
        assertThatThrownBy(() -> does(answer(), first, CARIN, 299))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(((Problem.Taken) refused.problem()).by())
                                .isEqualTo(BJORN));
        does(new Move.Claim(), first, BJORN, 299);
        assertThatThrownBy(() -> does(new Move.Choose(), first, CARIN, 598)).hasMessageContaining("first");
        does(answer(), first, CARIN, 599);
        assertThat(told(first).state()).isEqualTo(State.ANSWERED);
    }

    @Test
    void whoLetsGoLetsOthersIn() {
        does(new Move.Claim(), first, BJORN, 0);
        does(new Move.Release(), first, BJORN, 1);
        does(new Move.Choose(), first, CARIN, 2);
        assertThat(told(first).state()).isEqualTo(State.CHOSEN);
        assertThat(book.decide(new Move.Release(), first, CARIN, START)).isEmpty();
    }

    @Test
    void thereIsOneAnswer() {
        does(answer(), first, BJORN, 0);
        var answered = told(first);
        for (var move : List.of(answer(), new Move.Choose(), new Move.Claim(), decline(), new Move.Merge(second))) {
            assertThatThrownBy(() -> does(move, first, CARIN, 1)).hasMessageContaining("answered");
        }
        assertThat(told(first)).isEqualTo(answered);
    }

    @Test
    void decliningNeedsAReasonAndAPromiseATime() {
        assertThatThrownBy(() -> does(new Move.Decline("nej"), first, BJORN, 0)).hasMessageContaining("10 to 500");
        assertThatThrownBy(() -> does(new Move.Decline("n".repeat(501)), first, BJORN, 0))
                .hasMessageContaining("10 to 500");
        for (long day : new long[] {0, -1, 366}) {
            var promise = new Move.Promise(START.plusSeconds(day * 86_400), null);
            assertThatThrownBy(() -> does(promise, first, BJORN, 0)).hasMessageContaining("within a year");
        }
        does(new Move.Promise(START.plusSeconds(60), "Vi mäter."), first, BJORN, 0);
        does(new Move.Promise(START.plusSeconds(600), null), first, CARIN, 61);
        assertThat(told(first).promisedFor()).isEqualTo(START.plusSeconds(600));
        does(decline(), first, CARIN, 62);
        assertThat(told(first).promisedFor()).isNull();
    }

    @Test
    void aMoveIsUndoneOnceByWhoMadeItWithinTenSeconds() {
        var before = told(first);
        does(answer(), first, BJORN, 0);
        assertThatThrownBy(() -> does(new Move.Undo(), first, CARIN, 5)).hasMessageContaining("who made it");
        assertThatThrownBy(() -> does(new Move.Undo(), first, BJORN, 11)).hasMessageContaining("10 seconds");
        does(new Move.Undo(), first, BJORN, 10);
        assertThat(told(first)).isEqualTo(before);
        assertThatThrownBy(() -> does(new Move.Undo(), first, BJORN, 10)).hasMessageContaining("last");
    }

    @Test
    void nothingIsMergedIntoWhatIsMergedNorTakesOthersAlong() {
        var third = ask(3);
        does(new Move.Merge(first), second, BJORN, 0);
        assertThatThrownBy(() -> does(new Move.Merge(third), first, BJORN, 1)).hasMessageContaining("part them");
        assertThatThrownBy(() -> does(new Move.Merge(second), first, BJORN, 1)).hasMessageContaining("stands");
        does(new Move.Merge(second), third, BJORN, 2);
        assertThat(told(third).into()).isEqualTo(first);
        assertThat(told(first).merged()).containsExactly(second, third);
        assertThatThrownBy(() -> does(answer(), second, BJORN, 3)).hasMessageContaining("stands for it");
    }

    @Test
    void aPartingIsNotUndoneIntoAChain() {
        var third = ask(3);
        does(new Move.Merge(first), second, BJORN, 0);
        does(new Move.Unmerge(), second, BJORN, 1);
        does(new Move.Merge(second), third, CARIN, 2);
        assertThatThrownBy(() -> does(new Move.Undo(), second, BJORN, 3)).hasMessageContaining("meanwhile");
    }

    private PostId ask(long seq) {
        var post = new PostId(new UUID(0, seq));
        book.ask(post, seq, Question.asked(START));
        return post;
    }

    private void does(Move move, PostId post, Actor by, long second) {
        var at = START.plusSeconds(second);
        book.decide(move, post, by, at).forEach(moved -> book.moved(moved, by, at));
    }

    private Question told(PostId post) {
        return book.question(post);
    }

    private static Move answer() {
        return new Move.Answer(new PostId(new UUID(9, 9)));
    }

    private static Move decline() {
        return new Move.Decline("Det rör ett annat avtal.");
    }

    private static Actor actor(String handle, Role role) {
        return new Actor(new MemberId(UUID.randomUUID()), handle, handle, role);
    }
}
