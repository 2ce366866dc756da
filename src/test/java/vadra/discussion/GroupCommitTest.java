package vadra.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.core.Role;
import vadra.core.RoomId;

class GroupCommitTest {
    private static final Actor ASTA = new Actor(new MemberId(UUID.randomUUID()), "asta", "Åsta", Role.MEMBER);
    private static final String POISON = "gift";

    private final List<UnderWay> underWay = new ArrayList<>();
    private final List<String> committed = new ArrayList<>();
    private final GroupCommit commits = new GroupCommit(
            batch -> {
                var commit = new UnderWay(batch, Promise.promise());
                underWay.add(commit);
                return commit.answer.future();
            },
            (room, batch) -> {});
    private final RoomId kitchen = new RoomId(UUID.randomUUID());
    private final RoomId hall = new RoomId(UUID.randomUUID());

    private record UnderWay(Map<RoomId, List<Request>> batch, Promise<Map<RoomId, Outcome.Batch>> answer) {
        private List<String> said(RoomId room) {
            return batch.getOrDefault(room, List.of()).stream()
                    .map(request -> request.command().id().value())
                    .toList();
        }
    }

    @Test
    void aLoneCommandLeavesAtOnceAndTheNextWaitForItTogether() {
        say(kitchen, "ett");
        say(kitchen, "tva");
        say(kitchen, "tre");
        assertThat(underWay).hasSize(1);
        assertThat(commit().said(kitchen)).containsExactly("ett");
        assertThat(underWay).hasSize(1);
        assertThat(commit().said(kitchen)).containsExactly("tva", "tre");
        assertThat(committed).containsExactly("ett", "tva", "tre");
    }

    @Test
    void roomsThatWaitShareABatchAndNoneIsInTwo() {
        var rooms = IntStream.range(0, 20)
                .mapToObj(i -> new RoomId(UUID.randomUUID()))
                .toList();
        rooms.forEach(room -> say(room, "ett"));
        rooms.forEach(room -> say(room, "tva"));
        assertThat(underWay).hasSize(GroupCommit.MAX_AT_ONCE);
        var first = commit();
        assertThat(first.batch()).hasSize(1);
        var shared = underWay.get(underWay.size() - 1);
        assertThat(shared.batch()).hasSize(20 - GroupCommit.MAX_AT_ONCE + 1);
        while (!underWay.isEmpty()) {
            assertThat(underWay.stream().flatMap(commit -> commit.batch().keySet().stream()))
                    .doesNotHaveDuplicates();
            commit();
        }
        assertThat(committed).hasSize(40);
    }

    @Test
    void oneThatIsRejectedTakesNobodyWithIt() {
        say(hall, "forst");
        var good = say(kitchen, "ett");
        IntStream.range(0, GroupCommit.MAX_AT_ONCE).forEach(i -> say(new RoomId(UUID.randomUUID()), "annat"));
        var bad = say(kitchen, POISON);
        var after = say(kitchen, "tre");
        var elsewhere = say(hall, "tva");
        while (!underWay.isEmpty()) {
            commit();
        }
        assertThat(List.of(good, after, elsewhere)).allMatch(Future::succeeded);
        assertThat(bad.cause())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isInstanceOf(Problem.Conflict.class));
        assertThat(committed.stream().filter(said -> !said.equals("annat")))
                .containsSubsequence("ett", "tre")
                .contains("forst", "tva")
                .hasSize(4);
    }

    @Test
    void aFullRoomSaysSo() {
        IntStream.rangeClosed(0, GroupCommit.MAX_WAITING).forEach(i -> say(kitchen, "nr-" + i));
        assertThat(say(kitchen, "en-till").cause())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isInstanceOf(Problem.TooFast.class));
        assertThat(say(hall, "ett").failed()).isFalse();
        while (!underWay.isEmpty()) {
            commit();
        }
        assertThat(committed).hasSize(GroupCommit.MAX_WAITING + 2);
        assertThat(say(kitchen, "igen").failed()).isFalse();
    }

    @Test
    void manyFullRoomsTogetherSaySoToo() {
        int rooms = GroupCommit.MAX_IN_ALL / GroupCommit.MAX_WAITING + 1;
        var refused = IntStream.range(0, rooms)
                .mapToObj(i -> new RoomId(UUID.randomUUID()))
                .flatMap(room -> IntStream.range(0, GroupCommit.MAX_WAITING).mapToObj(i -> say(room, "nr-" + i)))
                .filter(Future::failed)
                .count();
        // Of each batch under way a command has left its lane.
        assertThat(refused).isEqualTo(GroupCommit.MAX_WAITING - GroupCommit.MAX_AT_ONCE);
        while (!underWay.isEmpty()) {
            commit();
        }
        assertThat(say(kitchen, "igen").failed()).isFalse();
    }

    @CanIgnoreReturnValue
    private Future<Outcome> say(RoomId room, String id) {
        var command = new RoomCommand.Say(new CommandId(id), null, new Text(id, id, "sv"), List.of());
        return commits.submit(room, new Request(ASTA, command, new PostId(UUID.randomUUID())));
    }

    /** Commits the oldest batch as a database would. */
    @CanIgnoreReturnValue
    private UnderWay commit() {
        var commit = underWay.remove(0);
        if (commit.batch().keySet().stream().anyMatch(room -> commit.said(room).contains(POISON))) {
            commit.answer().fail(new GroupCommit.Rejected(new IllegalStateException(POISON)));
            return commit;
        }
        var outcomes = new HashMap<RoomId, Outcome.Batch>();
        commit.batch().forEach((room, requests) -> {
            committed.addAll(commit.said(room));
            var each = requests.stream()
                    .<Outcome>map(request -> new Outcome.Accepted(request.fresh(), 1))
                    .toList();
            outcomes.put(room, new Outcome.Batch(each, List.of()));
        });
        commit.answer().complete(outcomes);
        return commit;
    }
}
