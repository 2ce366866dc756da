package vadra.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.core.RoomId;
import vadra.it.Wait;

/** What every adapter of {@link Hints} keeps, tried on two nodes. */
abstract class HintsContract {
    private final Map<RoomId, Long> heardByOne = new ConcurrentHashMap<>();
    private final Map<RoomId, Long> heardByTwo = new ConcurrentHashMap<>();
    private final AtomicInteger hints = new AtomicInteger();
    private Hints one = new LocalHints();
    private Hints two = new LocalHints();

    /** The ends of two nodes that can hear each other. */
    abstract List<Hints> ends();

    @BeforeEach
    void listen() {
        var ends = ends();
        one = ends.get(0);
        two = ends.get(1);
        TestDatabase.get(one.listen(hint -> keep(heardByOne, hint), () -> {}));
        TestDatabase.get(two.listen(
                hint -> {
                    hints.incrementAndGet();
                    keep(heardByTwo, hint);
                },
                () -> {}));
    }

    private static void keep(Map<RoomId, Long> heard, Hint hint) {
        heard.merge(hint.room(), hint.seq(), Math::max);
    }

    @AfterEach
    void close() {
        TestDatabase.get(one.close());
        TestDatabase.get(two.close());
    }

    @Test
    void whatOneTellsTheOtherHears() {
        var room = room();
        one.tell(new Hint("abc", room, 7));
        Wait.until("two hears it", () -> heardByTwo.containsKey(room));
        assertThat(heardByTwo).containsExactly(Map.entry(room, 7L));
    }

    @Test
    void whatOnePassesOnTheOthersHearAndItDoesNot() {
        var byOne = new CopyOnWriteArrayList<String>();
        var byTwo = new CopyOnWriteArrayList<String>();
        one.onNote(byOne::add);
        two.onNote(byTwo::add);
        one.note("x".repeat(Hints.MOST_NOTE + 1));
        one.note("en rad å ä ö");
        if (passesOn()) {
            Wait.until("two hears it", () -> !byTwo.isEmpty());
            assertThat(byTwo).containsExactly("en rad å ä ö");
        }
        assertThat(byOne).isEmpty();
    }

    /** Whether there are other nodes. */
    boolean passesOn() {
        return true;
    }

    @Test
    void bothWaysAtOnce() {
        var ours = room();
        var theirs = room();
        one.tell(new Hint("abc", ours, 1));
        two.tell(new Hint("abc", theirs, 2));
        Wait.until("both are heard", () -> heardByTwo.containsKey(ours) && heardByOne.containsKey(theirs));
    }

    @Test
    void theHighestOfManyIsHeardInEachOfManyRooms() {
        var rooms = IntStream.range(0, 1_000).mapToObj(i -> room()).toList();
        for (long seq = 1; seq <= 50; seq++) {
            for (var room : rooms) {
                one.tell(new Hint("abc", room, seq));
            }
        }
        Wait.until(
                "two knows the top of all rooms",
                () -> rooms.stream().allMatch(room -> heardByTwo.getOrDefault(room, 0L) == 50));
        assertThat(heardByTwo).hasSize(1_000);
    }

    @Test
    void whoHasClosedHearsAndTellsNoMore() {
        TestDatabase.get(one.close());
        one.tell(new Hint("abc", room(), 1));
        assertThat(heardByOne).isEmpty();
    }

    int hintsHeardByTwo() {
        return hints.get();
    }

    boolean heardByTwo(RoomId room) {
        return heardByTwo.containsKey(room);
    }

    static RoomId room() {
        return new RoomId(UUID.randomUUID());
    }

    Hints one() {
        return one;
    }
}
