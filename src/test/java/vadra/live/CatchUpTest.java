package vadra.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import vadra.core.Event;
import vadra.core.EventLog;
import vadra.core.Recorded;
import vadra.core.RoomId;

/** A storm of returning clients costs one read a room, and gets everything. */
class CatchUpTest {
    private final Turns thread = new Turns();
    private final SlowLog log = new SlowLog();
    private final Rings rings = new Rings();
    private final CatchUp catchUp = new CatchUp(log, rings, thread, CatchUpTest::encoded);

    @Test
    void athousandWhoWaitForOneRoomCostOneRead() {
        var room = room(5_000);
        var answers = LongStream.range(4_100, 5_000)
                .mapToObj(since -> catchUp.after(room, since))
                .toList();
        assertThat(log.reads).hasSize(1);
        log.answer();
        thread.all();
        for (int i = 0; i < answers.size(); i++) {
            assertThat(offsets(answers.get(i))).containsExactlyElementsOf(numbers(4_101 + i, 5_000));
        }
        assertThat(offsets(catchUp.after(room, 4_500))).hasSize(500);
        assertThat(log.reads).isEmpty();
    }

    @Test
    void manyRoomsAreReadAFewAtATime() {
        var rooms = LongStream.range(0, 50).mapToObj(n -> room(10)).toList();
        var answers = rooms.stream().map(room -> catchUp.after(room, 3)).toList();
        int most = 0;
        while (!log.reads.isEmpty()) {
            most = Math.max(most, log.reads.size());
            log.answer();
            thread.all();
        }
        assertThat(most).isEqualTo(CatchUp.AT_ONCE);
        assertThat(answers).allSatisfy(answer -> assertThat(offsets(answer)).containsExactlyElementsOf(numbers(4, 10)));
    }

    @Test
    void whoMissedMoreThanIsKeptIsToldSoWithoutARead() {
        var room = room(5_000);
        assertThat(catchUp.after(room, 3_999).result()).isEmpty();
        assertThat(log.reads).isEmpty();
    }

    @Test
    void whatIsCommittedWhileTheLogIsReadIsThereToo() {
        var room = room(10);
        var answer = catchUp.after(room, 5);
        rings.add(room, encoded(new Recorded(room, 11, Instant.EPOCH, new Something())));
        log.answer();
        thread.all();
        assertThat(offsets(answer)).containsExactlyElementsOf(numbers(6, 11));
    }

    @Test
    void aFailedReadIsToldToAllWhoWaitedAndTriedAgainForTheNext() {
        var room = room(10);
        var answers = List.of(catchUp.after(room, 5), catchUp.after(room, 6));
        log.reads.remove().promise().fail("away");
        thread.all();
        assertThat(answers).allMatch(Future::failed);
        var again = catchUp.after(room, 5);
        log.answer();
        thread.all();
        assertThat(again.succeeded()).isTrue();
    }

    @Test
    void allRoomsTogetherHoldABoundedNumberOfEvents() {
        for (int n = 0; n < 2 * Rings.MAX_EVENTS / Ring.SIZE; n++) {
            var room = room(0);
            LongStream.rangeClosed(1, Ring.SIZE)
                    .forEach(seq -> rings.add(room, encoded(new Recorded(room, seq, Instant.EPOCH, new Something()))));
            assertThat(rings.held()).isLessThanOrEqualTo(Rings.MAX_EVENTS);
            assertThat(rings.of(room).size()).isEqualTo(Ring.SIZE);
        }
    }

    private RoomId room(long top) {
        var room = new RoomId(UUID.randomUUID());
        rings.begin(room, top);
        return room;
    }

    private static List<Long> offsets(Future<Optional<List<Publication>>> answer) {
        return answer.result().orElseThrow().stream().map(Publication::offset).toList();
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static Publication encoded(Recorded event) {
        return new Publication("room:x", event.seq(), "", "", false);
    }

    private record Something() implements Event {
        @Override
        public String kind() {
            return "something";
        }
    }

    private record Read(RoomId room, long after, int limit, Promise<List<Recorded>> promise) {}

    /** A log that answers when it is told to. */
    private static final class SlowLog implements EventLog {
        private final Queue<Read> reads = new ArrayDeque<>();

        void answer() {
            var read = reads.remove();
            var events = new ArrayList<Recorded>();
            for (long seq = read.after() + 1; seq <= read.after() + read.limit(); seq++) {
                events.add(new Recorded(read.room(), seq, Instant.EPOCH, new Something()));
            }
            read.promise().complete(events);
        }

        @Override
        public String epoch() {
            return "e";
        }

        @Override
        public Future<List<Recorded>> read(RoomId room, long after, int limit) {
            var read = new Read(room, after, limit, Promise.promise());
            reads.add(read);
            return read.promise().future();
        }

        @Override
        public Future<List<Recorded>> readable(RoomId room, long after, int limit) {
            return read(room, after, limit);
        }

        @Override
        public Future<Map<RoomId, Long>> tops() {
            return Future.succeededFuture(Map.of());
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
