package vadra.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When a channel sends, what leaves together, and what becomes of more than can be held. */
class HubTest {
    private static final long MS = 1_000_000;
    private static final String CHANNEL = "room:x";

    private final Turns loop = new Turns();
    private final Hub hub = new Hub(loop, Pace.of(Duration.ofMillis(25)), loop::nanos);
    private final List<List<Long>> heard = new ArrayList<>();
    private int overruns;

    private final class Hears implements Listener {
        @Override
        public void take(Batch batch) {
            heard.add(batch.publications().stream().map(Publication::offset).toList());
        }

        @Override
        public void overrun() {
            overruns++;
        }
    }

    private final class Deaf implements Listener {
        @Override
        public void take(Batch batch) {}

        @Override
        public void overrun() {
            overruns++;
        }
    }

    @Test
    void aQuietRoomSendsAtOnceAndAHotOneTogether() {
        listeners(1_000);
        publish(1);
        loop.all();
        assertThat(heard).containsExactly(List.of(1L));

        publish(2);
        loop.pass(10 * MS);
        publish(3);
        loop.pass(14 * MS);
        assertThat(heard).hasSize(1);
        loop.pass(MS);
        assertThat(heard).containsExactly(List.of(1L), List.of(2L, 3L));

        loop.pass(30 * MS);
        publish(4);
        loop.all();
        assertThat(heard).last().isEqualTo(List.of(4L));
    }

    @Test
    void aTalkOfFewHardlyWaits() {
        listeners(10);
        publish(1);
        loop.all();
        publish(2);
        loop.pass(MS);
        assertThat(heard).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void reactionsWaitForOneAnotherButGoWithAPostInTheirOrder() {
        listeners(10);
        react(1);
        loop.all();
        react(2);
        react(3);
        loop.pass(249 * MS);
        assertThat(heard).containsExactly(List.of(1L));
        loop.pass(MS);
        assertThat(heard).last().isEqualTo(List.of(2L, 3L));

        react(4);
        loop.pass(10 * MS);
        publish(5);
        loop.pass(MS);
        assertThat(heard).last().isEqualTo(List.of(4L, 5L));
    }

    @Test
    void aLargeRoomIsServedInSlicesWithOthersInBetweenAndInOrder() {
        var sooner = new ArrayList<String>();
        hearing("room:large", 2 * Channel.SLICE + 1, batch -> sooner.add("large"));
        hearing("room:small", 1, batch -> sooner.add("small"));
        hub.publish(publication("room:large", 1, false));
        loop.next();
        assertThat(sooner).hasSize(Channel.SLICE);
        hub.publish(publication("room:large", 2, false));
        hub.publish(publication("room:small", 1, false));
        loop.next();
        loop.next();
        assertThat(sooner).hasSizeLessThan(2 * Channel.SLICE + 2).contains("small");
        loop.pass(100 * MS);
        assertThat(sooner).hasSize(2 * (2 * Channel.SLICE + 1) + 1);
    }

    @Test
    void whoLeavesBetweenTwoSlicesTakesNobodyElseOut() {
        var counts = new int[3 * Channel.SLICE];
        var subscriptions = IntStream.range(0, counts.length)
                .mapToObj(i -> Subscription.passing(hub, CHANNEL, counting(batch -> counts[i]++)))
                .toList();
        publish(1);
        loop.next();
        subscriptions.get(0).close();
        subscriptions.get(1_500).close();
        loop.pass(100 * MS);
        assertThat(counts[1_500]).isZero();
        counts[1_500] = 1;
        assertThat(counts).containsOnly(1);
    }

    @Test
    void moreThanCanWaitSendsListenersBackToTheLogAndIsDropped() {
        listeners(3);
        LongStream.rangeClosed(1, Hub.MAX_INCOMING + 1L).forEach(this::publish);
        loop.pass(1_000 * MS);
        assertThat(overruns).isEqualTo(3);
        assertThat(heard).isEmpty();

        listeners(1);
        publish(Hub.MAX_INCOMING + 2L);
        loop.all();
        assertThat(heard).hasSize(1);
    }

    @Test
    void aThousandAtOnceLeaveInMessagesOfALimitedSize() {
        listeners(1);
        LongStream.rangeClosed(1, 1_000).forEach(this::publish);
        loop.pass(1_000 * MS);
        assertThat(heard).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(Channel.MAX_BATCH));
        assertThat(heard.stream().flatMap(List::stream))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1_000).boxed().toList());
    }

    /** One that is listened to by the test, and others. */
    private void listeners(int count) {
        var unused = Subscription.passing(hub, CHANNEL, new Hears());
        for (int i = 1; i < count; i++) {
            unused = Subscription.passing(hub, CHANNEL, new Deaf());
        }
    }

    private void hearing(String channel, int count, Consumer<Batch> taken) {
        for (int i = 0; i < count; i++) {
            var unused = Subscription.passing(hub, channel, counting(taken));
        }
    }

    private static Listener counting(Consumer<Batch> taken) {
        return new Listener() {
            @Override
            public void take(Batch batch) {
                taken.accept(batch);
            }

            @Override
            public void overrun() {
                throw new AssertionError();
            }
        };
    }

    private void publish(long offset) {
        hub.publish(publication(CHANNEL, offset, false));
    }

    private void react(long offset) {
        hub.publish(publication(CHANNEL, offset, true));
    }

    private static Publication publication(String channel, long offset, boolean patient) {
        return new Publication(channel, offset, "{}", "{}", patient);
    }
}
