package vadra.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vadra.core.Event;
import vadra.core.EventLog;
import vadra.core.Position;
import vadra.core.ProblemException;
import vadra.core.Recorded;
import vadra.core.RoomId;

/** From catch-up to live without a seam, with the turns of both threads taken by hand. */
class SubscriptionTest {
    private static final RoomId ROOM = new RoomId(UUID.randomUUID());
    private static final String CHANNEL = "room:x";

    private final Turns tailTurns = new Turns();
    private final Turns loopTurns = new Turns();
    private final Log log = new Log();
    private final Hub hub = new Hub(loopTurns, Pace.of(Duration.ZERO), loopTurns::nanos);
    private final LogTail tail = new LogTail(
            log, new LocalHints(), tailTurns, SubscriptionTest::publication, (event, encoded) -> hub.publish(encoded));
    private final Subscription.Source source = new Subscription.Source(tail, log.epoch(), hub);

    private final List<Long> heard = new ArrayList<>();
    private final List<Future<Subscription.Start>> starts = new ArrayList<>();

    @Test
    void whatIsCommittedWhileAListenerWhoMissedNothingComesInIsHeard() {
        commit(1, 5);
        settle();
        listen(new Position("e", 5));
        commit(6, 6); // on its way while the tail is asked what was missed, which is nothing
        settle();

        assertThat(start().recovered()).isTrue();
        assertThat(start().missed()).isEmpty();
        assertThat(heard).containsExactly(6L);
    }

    @Test
    void everyInterleavingOfCatchingUpAndCommittingGivesAllOnceAndInOrder() {
        for (int before = 0; before < 6; before++) {
            for (int known = 0; known <= before; known++) {
                for (int turns = 0; turns < 8; turns++) {
                    var once = new SubscriptionTest();
                    once.catchUp(before, known, turns);
                }
            }
        }
    }

    private void catchUp(int before, int known, int turns) {
        commit(1, before);
        settle();
        listen(new Position("e", known));
        for (int turn = 0; turn < turns; turn++) {
            (turn % 2 == 0 ? tailTurns : loopTurns).next();
        }
        commit(before + 1, before + 3);
        settle();

        var all = new ArrayList<>(
                start().missed().stream().map(Publication::offset).toList());
        all.addAll(heard);
        assertThat(all)
                .as("%s committed, %s known, %s turns", before, known, turns)
                .containsExactlyElementsOf(numbers(known + 1, before + 3));
    }

    @Test
    void whatThisNodeCommitsIsNotReadBackThoughItHearsItsOwnHint() {
        var started = tail.start();
        settle();
        assertThat(started.succeeded()).isTrue();
        commit(1, 3);
        settle();
        assertThat(log.reads).isZero();
        log.append(4);
        log.append(5); // by another node, of which a hint tells
        tail.hinted(new Hint("of another life", ROOM, 5));
        settle();
        assertThat(log.reads).isZero();
        tail.hinted(new Hint("e", ROOM, 5));
        settle();
        assertThat(log.reads).isEqualTo(1);
        listen(new Position("e", 3));
        settle();
        assertThat(start().offset()).isEqualTo(5);
    }

    @Test
    void aListenerWhoReadWhatTheTailHasNotHandedOnYetIsNotSentAway() {
        commit(1, 3);
        settle();
        log.append(4); // committed, and nobody has told the tail
        listen(new Position("e", 4));
        settle();
        assertThat(start().recovered()).isTrue();

        commit(4, 5);
        settle();
        assertThat(heard).containsExactly(5L);
    }

    @Test
    void aListenerFromAnotherLifeOfTheLogLoadsAnew() {
        commit(1, 3);
        settle();
        listen(new Position("e", 9));
        listen(new Position("other", 2));
        settle();
        assertThat(starts).allSatisfy(start -> {
            assertThat(start.result().recovered()).isFalse();
            assertThat(start.result().offset()).isEqualTo(3);
        });
    }

    @Test
    void aListenerWhoIsOverrunWhileCatchingUpIsToldToComeAgain() {
        commit(1, 3);
        settle();
        listen(new Position("e", 1));
        // A thousand pass by on the loop before the tail answers.
        numbers(4, 4 + Subscription.MAX_MISSED).forEach(seq -> hub.publish(publication(event(seq))));
        loopTurns.all();
        settle();

        assertThat(starts.get(0).cause()).isInstanceOf(ProblemException.class);
        assertThat(heard).isEmpty();
    }

    private void listen(@Nullable Position since) {
        var unused = source.room(CHANNEL, ROOM, since, new Heard(heard), starts::add);
    }

    private void commit(long from, long to) {
        var events = numbers(from, to).stream().map(SubscriptionTest::event).toList();
        events.forEach(event -> log.append(event.seq()));
        tail.committed(ROOM, events);
    }

    private Subscription.Start start() {
        return starts.get(0).result();
    }

    private void settle() {
        while (!tailTurns.isEmpty() || !loopTurns.isEmpty()) {
            tailTurns.all();
            loopTurns.all();
        }
    }

    private static List<Long> numbers(long from, long to) {
        var numbers = new ArrayList<Long>();
        for (long number = from; number <= to; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    private static Recorded event(long seq) {
        return new Recorded(ROOM, seq, Instant.EPOCH, new Something());
    }

    private static Publication publication(Recorded event) {
        return new Publication(CHANNEL, event.seq(), "", "", false);
    }

    private record Something() implements Event {
        @Override
        public String kind() {
            return "something";
        }
    }

    record Heard(List<Long> offsets) implements Listener {
        @Override
        public void take(Batch batch) {
            batch.publications().forEach(publication -> offsets.add(publication.offset()));
        }

        @Override
        public void overrun() {
            throw new AssertionError("overrun");
        }
    }

    private static final class Log implements EventLog {
        private final List<Recorded> events = new ArrayList<>();
        private int reads;

        void append(long seq) {
            if (seq > events.size()) {
                events.add(event(seq));
            }
        }

        @Override
        public String epoch() {
            return "e";
        }

        @Override
        public Future<List<Recorded>> read(RoomId room, long after, int limit) {
            reads++;
            return Future.succeededFuture(events.stream()
                    .filter(event -> event.seq() > after)
                    .limit(limit)
                    .toList());
        }

        @Override
        public Future<List<Recorded>> readable(RoomId room, long after, int limit) {
            return read(room, after, limit);
        }

        @Override
        public Future<Map<RoomId, Long>> tops() {
            return Future.succeededFuture(Map.of(ROOM, (long) events.size()));
        }

        @Override
        public Future<Place> back(Instant since, int limit) {
            return Future.failedFuture("not asked for");
        }

        @Override
        public Future<List<Recorded>> after(Place place, int limit) {
            return Future.failedFuture("not asked for");
        }
    }
}
