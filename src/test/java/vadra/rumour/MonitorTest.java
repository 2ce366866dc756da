package vadra.rumour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import vadra.core.PostId;
import vadra.core.Recorded;
import vadra.discussion.RoomEvent;
import vadra.openness.Entry;
import vadra.openness.Restraint;
import vadra.velocity.Level;

class MonitorTest {
    private static final String CLAIM = "den kan fatta eld";

    @Test
    void onePersonAHundredTimesIsOneCarrier() {
        var log = new Said();
        var history = new ArrayList<Recorded>();
        for (int i = 0; i < 100; i++) {
            history.add(log.said(i, "shouter", "a", CLAIM));
        }
        var tally = tally(history);
        var reading = tally.reading(Said.at(101));
        assertThat(reading.carriers()).isEqualTo(1);
        assertThat(reading.mentions().all()).isEqualTo(100);
        assertThat(reading.figures().pace().fast()).isLessThan(1.2);
        assertThat(tally.minutes())
                .allSatisfy(minute -> assertThat(minute.carriers()).isEqualTo(1));
    }

    @Test
    void roomsFirstPostAndCarriersAreWhatWasSaid() {
        var log = new Said();
        var greeting = log.said(1, "bo", "a", "Hej alla");
        var first = log.said(5, "asta", "a", CLAIM);
        var reading = tally(List.of(
                        greeting,
                        first,
                        log.said(9, "bo", "b", "KAN FATTA ELD"),
                        log.said(12, "cia", "b", "fatta eld")))
                .reading(Said.at(20));
        assertThat(reading.carriers()).isEqualTo(3);
        assertThat(reading.figures().counts().rooms()).containsExactly(Said.room("a"), Said.room("b"));
        assertThat(reading.figures().counts().roomsCrossed()).isEqualTo(1);
        assertThat(reading.first().orElseThrow().at()).isEqualTo(first.at());
    }

    @Test
    void aWithdrawnPostStillCountsButItsWordsAreGone() {
        var log = new Said();
        var said = log.said(1, "asta", "a", CLAIM);
        var created = (RoomEvent.PostCreated) said.event();
        var withdrawn =
                new Recorded(said.room(), 2, Said.at(3), new RoomEvent.PostWithdrawn(created.post(), created.by()));
        var tally = tally(List.of(said, withdrawn));
        assertThat(tally.reading(Said.at(10)).mentions().all()).isEqualTo(1);
        assertThat(tally.mentions())
                .singleElement()
                .satisfies(mention -> assertThat(mention.words()).isEmpty());
    }

    /** Who holds something back cannot make it look as if less was said. */
    @Test
    void aHiddenPostStillCountsButItsWordsAreGoneUntilItIsShown() {
        var log = new Said();
        var said = log.said(1, "asta", "a", CLAIM);
        var created = (RoomEvent.PostCreated) said.event();
        var act = new Restraint(1, Entry.Act.HIDE, 1, 3, Said.at(3), null);
        var hidden = new Recorded(said.room(), 2, Said.at(3), new RoomEvent.PostHidden(created.post(), act));
        var tally = tally(List.of(said, hidden));
        assertThat(tally.reading(Said.at(10)).mentions().all()).isEqualTo(1);
        assertThat(tally.mentions()).singleElement().extracting(Mention::words).isEqualTo("");

        var shown = new RoomEvent.PostShown(created.post(), act, created.text(), List.of());
        assertThat(tally(List.of(said, hidden, new Recorded(said.room(), 3, Said.at(4), shown)))
                        .mentions())
                .singleElement()
                .extracting(Mention::words)
                .isEqualTo(created.text().html());
    }

    @Test
    void anAnswerThatAsksOrDeniesBelongsToTheClaimAndOneThatDoesNeitherIsOnlyAnAnswer() {
        var log = new Said();
        var said = log.said(1, "asta", "a", CLAIM);
        var tally = tally(List.of(
                said,
                log.answered(5, "bo", "a", "Är det sant?", post(said)),
                log.answered(9, "cia", "a", "Nej, det stämmer inte alls.", post(said)),
                log.answered(12, "dan", "a", "Jag tog en bulle.", post(said))));
        assertThat(tally.reading(Said.at(20)).mentions()).isEqualTo(new Minutes.Stances(1, 1, 1));
        var spread = tally.spread(Said.at(20));
        assertThat(spread.nodes().get(0).answers()).isEqualTo(new Mention.Answers(3, 2, 0));
        assertThat(spread.nodes().get(1).from()).contains(new Mention.From(post(said), Mention.Edge.REPLY));
        assertThat(spread.mostAsked()).containsExactly(post(said));
    }

    @Test
    void aLinkToAPostPassesItsClaimOnAndIsABridgeToAnotherRoom() {
        var log = new Said();
        var said = log.said(1, "asta", "a", CLAIM);
        var link = log.said(9, "bo", "b", "Läs det här: https://vadra.example.org/rooms/a#" + post(said));
        var spread = tally(List.of(said, link)).spread(Said.at(20));
        assertThat(spread.nodes()).hasSize(2);
        assertThat(spread.nodes().get(1).from()).contains(new Mention.From(post(said), Mention.Edge.LINK));
        assertThat(spread.bridges())
                .singleElement()
                .satisfies(bridge -> assertThat(bridge.to()).isEqualTo(Said.room("b")));
    }

    @Test
    void aQuoteOfAPostPassesItsClaimOnAsALinkDoes() {
        var log = new Said();
        var said = log.said(1, "asta", "a", CLAIM);
        var quote = log.quoting(9, "bo", "b", "Hör på den här.", post(said));
        var spread = tally(List.of(said, quote)).spread(Said.at(20));
        assertThat(spread.nodes()).hasSize(2);
        assertThat(spread.nodes().get(1).from()).contains(new Mention.From(post(said), Mention.Edge.LINK));
    }

    @Test
    void aWaveOfDenialsNeverRaisesWhatIsSaidOfSpreading() {
        var log = new Said();
        var history = new ArrayList<Recorded>();
        history.add(log.said(0, "asta", "a", CLAIM));
        for (int i = 1; i <= 200; i++) {
            history.add(log.said(i * 2, "m" + i, "a", "Det stämmer inte att den kan fatta eld, det är falskt."));
        }
        var before = tally(history.subList(0, 1)).reading(Said.at(401));
        var after = tally(history).reading(Said.at(401));
        assertThat(after.mentions().denies()).isEqualTo(200);
        assertThat(after.mentions().spreads()).isEqualTo(1);
        assertThat(after.figures().pace().fast())
                .isCloseTo(before.figures().pace().fast(), within(1e-9));
        assertThat(after.figures().counts().carriers())
                .isEqualTo(before.figures().counts().carriers());
        assertThat(after.figures().growth().r())
                .isCloseTo(before.figures().growth().r(), within(1e-9));
    }

    @Test
    void numbersThatStandForCarriersAreTheSameWhateverWasSaidBeforeAndOthersInAnotherClaim() {
        var log = new Said();
        var first = log.said(1, "asta", "a", CLAIM);
        var second = log.said(9, "bo", "a", CLAIM);
        int number = tally(List.of(first, second)).mentions().get(0).carrier();
        assertThat(tally(List.of(second)).mentions().get(0).carrier()).isEqualTo(number);
        var other = new Carriers(new UUID(1, 2));
        assertThat(other.number(((RoomEvent.PostCreated) second.event()).by().id()))
                .isNotEqualTo(number);
    }

    @Test
    void aStoryThatSpreadsRisesOnceAndSaysWhy() {
        var moved = Monitor.before(List.of(claim()), story(), Map.of()).takeMoved();
        assertThat(moved).isNotEmpty().allSatisfy(change -> {
            assertThat(change.evidence().change().signs().recent()).isPositive();
            assertThat(change.evidence().posts()).isNotEmpty();
        });
        assertThat(moved).extracting(change -> change.evidence().change().to()).contains(Level.ELEVATED);
        assertThat(moved)
                .extracting(change -> change.evidence().change().from())
                .doesNotHaveDuplicates();
    }

    @Property(tries = 20)
    void replayingTheLogGivesTheSameChangesAndTheSameStateByteForByte(@ForAll @IntRange(max = 10_000) int seed) {
        var history = history(300, seed);
        var one = Monitor.before(List.of(claim()), history, Map.of());
        var two = Monitor.before(List.of(claim()), history, Map.of());
        assertThat(one.takeMoved()).isEqualTo(two.takeMoved());
        assertThat(Arrays.equals(tally(one).state(), tally(two).state())).isTrue();
    }

    @Property(tries = 20)
    void roomsThatCommitSideBySideAreCountedInTheOrderOfTime(@ForAll @IntRange(max = 10_000) int seed) {
        var history = history(200, seed);
        var ordered = fed(history);
        var mixed = new ArrayList<>(history);
        var random = new Random(seed);
        for (int i = 0; i + 1 < mixed.size(); i++) {
            if (random.nextBoolean()
                    && !mixed.get(i).room().equals(mixed.get(i + 1).room())) {
                Collections.swap(mixed, i, i + 1);
            }
        }
        assertThat(Arrays.equals(
                        tally(fed(mixed).count()).state(),
                        tally(ordered.count()).state()))
                .isTrue();
    }

    @Test
    void aClaimThatComesInLateCountsWhatWasCountedMeanwhile() {
        var history = history(400, 7);
        var early = fed(history);
        var late = new Monitor();
        history.subList(0, 300).forEach(late::add);
        late.settle(history.get(299).at().plus(Monitor.SETTLE));
        // Counted elsewhere from a log that is a little behind.
        var before = Monitor.before(List.of(claim()), history.subList(0, 250), Map.of());
        assertThat(late.watch(before)).isNotNull();
        history.subList(280, 400).forEach(late::add);
        late.settle(Said.at(1_000_000));
        assertThat(Arrays.equals(
                        tally(late.count()).state(), tally(early.count()).state()))
                .isTrue();
    }

    private static Monitor fed(List<Recorded> history) {
        var monitor = new Monitor();
        assertThat(monitor.begin(new Count(List.of(claim())))).isEmpty();
        history.forEach(monitor::add);
        monitor.settle(Said.at(1_000_000));
        assertThat(monitor.parked()).isZero();
        return monitor;
    }

    private static Claim claim() {
        return Said.claim("fatta eld");
    }

    private static Tally tally(List<Recorded> history) {
        return tally(Monitor.before(List.of(claim()), history, Map.of()));
    }

    private static Tally tally(Count count) {
        return count.tally(claim().id()).orElseThrow();
    }

    private static PostId post(Recorded said) {
        return ((RoomEvent.PostCreated) said.event()).post();
    }

    /** Quiet for an hour, and then everybody says it. */
    private static List<Recorded> story() {
        var log = new Said();
        var story = new ArrayList<Recorded>();
        for (int i = 0; i < 60; i++) {
            story.add(log.said(i * 60, "m" + i % 20, "a", "Jag kokar kaffe nummer " + i));
        }
        for (int i = 0; i < 60; i++) {
            story.add(log.said(3_600 + i * 6, "n" + i, i % 3 == 0 ? "b" : "a", CLAIM));
        }
        story.add(log.said(4_100, "m1", "a", "Nu blir det kaffe"));
        return story;
    }

    private static List<Recorded> history(int size, int seed) {
        var random = new Random(seed);
        var log = new Said();
        var history = new ArrayList<Recorded>();
        double seconds = 0;
        for (int i = 0; i < size; i++) {
            seconds += random.nextInt(20);
            var text = random.nextInt(3) == 0 ? CLAIM : "något annat " + i;
            history.add(log.said(seconds, "m" + random.nextInt(40), "r" + random.nextInt(3), text));
        }
        // As the log is read from the database, which may put those of one moment in another order.
        history.sort(Monitor.ORDER);
        return history;
    }
}
