package vadra.rumour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import vadra.core.Recorded;
import vadra.discussion.RoomEvent;

class MonitorTest {
    private static final String CLAIM = "den kan fatta eld";

    @Test
    void onePersonAHundredTimesIsOneCarrier() {
        var log = new Said();
        var monitor = watching();
        for (int i = 0; i < 100; i++) {
            monitor.add(log.said(i, "shouter", "a", CLAIM));
        }
        var reading = reading(monitor, 101);
        assertThat(reading.carriers()).isEqualTo(1);
        assertThat(reading.mentions()).isEqualTo(100);
        assertThat(reading.velocity()).isLessThan(1.2);
        assertThat(monitor.ask(claim().id(), Tally::minutes).orElseThrow())
                .allSatisfy(minute -> assertThat(minute.carriers()).isEqualTo(1));
    }

    @Test
    void roomsFirstPostAndCarriersAreWhatWasSaid() {
        var log = new Said();
        var greeting = log.said(1, "bo", "a", "Hej alla");
        var first = log.said(5, "asta", "a", CLAIM);
        var monitor = watching();
        List.of(greeting, first, log.said(9, "bo", "b", "KAN FATTA ELD?"), log.said(12, "cia", "b", "fatta eld"))
                .forEach(monitor::add);
        var reading = reading(monitor, 20);
        assertThat(reading.carriers()).isEqualTo(3);
        assertThat(reading.rooms()).containsExactly(Said.room("a"), Said.room("b"));
        assertThat(reading.first().orElseThrow().at()).isEqualTo(first.at());
    }

    @Test
    void aWithdrawnPostStillCountsButItsWordsAreGone() {
        var log = new Said();
        var said = log.said(1, "asta", "a", CLAIM);
        var created = (RoomEvent.PostCreated) said.event();
        var monitor = watching();
        monitor.add(said);
        monitor.add(
                new Recorded(said.room(), 2, Said.at(3), new RoomEvent.PostWithdrawn(created.post(), created.by())));
        assertThat(reading(monitor, 10).mentions()).isEqualTo(1);
        assertThat(monitor.ask(claim().id(), Tally::sightings).orElseThrow())
                .singleElement()
                .satisfies(sighting -> assertThat(sighting.html()).isEmpty());
    }

    @Test
    void aClaimNamedLaterCountsWhatWasSaidBefore() {
        var history = history(400, 7);
        var early = watching();
        history.forEach(early::add);
        var late = new Monitor();
        late.watch(claim(), history);
        // The live feed brings some of the history once more.
        history.subList(200, 400).forEach(late::add);
        assertThat(reading(late, 5_000)).isEqualTo(reading(early, 5_000));
    }

    @Property(tries = 50)
    void replayingTheLogGivesTheSameReadings(@ForAll @IntRange(max = 10_000) int seed) {
        var history = history(300, seed);
        var one = watching();
        var other = watching();
        history.forEach(one::add);
        history.forEach(other::add);
        assertThat(reading(one, 4_000)).isEqualTo(reading(other, 4_000));
    }

    @Property(tries = 50)
    void anEventGivenTwiceCountsOnce(@ForAll @IntRange(max = 10_000) int seed) {
        var history = history(300, seed);
        var once = watching();
        var twice = watching();
        history.forEach(once::add);
        history.forEach(event -> {
            twice.add(event);
            twice.add(event);
        });
        assertThat(reading(twice, 4_000)).isEqualTo(reading(once, 4_000));
    }

    @Property(tries = 50)
    void roomsThatOvertakeEachOtherChangeNothing(@ForAll @IntRange(max = 10_000) int seed) {
        var history = history(300, seed);
        var inOrder = watching();
        history.forEach(inOrder::add);
        // Each room keeps its own order; the rooms come one after the other.
        var byRoom = new ArrayList<>(history);
        byRoom.sort((a, b) -> a.room().value().compareTo(b.room().value()));
        var overtaken = watching();
        byRoom.forEach(overtaken::add);
        assertThat(reading(overtaken, 4_000)).isEqualTo(reading(inOrder, 4_000));
    }

    @Property(tries = 50)
    void shiftingAllTimesChangesNothingButTheTimes(
            @ForAll @IntRange(max = 10_000) int seed, @ForAll @IntRange(min = 1, max = 100_000) int shift) {
        var history = history(200, seed);
        var monitor = watching();
        var shifted = watching();
        history.forEach(monitor::add);
        history.forEach(event ->
                shifted.add(new Recorded(event.room(), event.seq(), event.at().plusSeconds(shift), event.event())));
        var here = reading(monitor, 4_000);
        var there = reading(shifted, 4_000 + shift);
        assertThat(there.velocity()).isCloseTo(here.velocity(), within(1e-6));
        assertThat(there.carriers()).isEqualTo(here.carriers());
        assertThat(there.doublingSeconds().isPresent())
                .isEqualTo(here.doublingSeconds().isPresent());
    }

    private static List<Recorded> history(int events, int seed) {
        var random = new Random(seed);
        var times = new ArrayList<Double>();
        for (int i = 0; i < events; i++) {
            times.add(random.nextDouble() * 3_600);
        }
        Collections.sort(times);
        var log = new Said();
        return times.stream()
                .map(time -> log.said(
                        time,
                        "m" + random.nextInt(40),
                        "r" + random.nextInt(3),
                        random.nextInt(3) == 0 ? CLAIM : "Gott kaffe idag"))
                .toList();
    }

    private static Claim claim() {
        return Said.claim("fatta eld");
    }

    private static Monitor watching() {
        var monitor = new Monitor();
        monitor.watch(claim(), List.of());
        return monitor;
    }

    private static Reading reading(Monitor monitor, double seconds) {
        return Objects.requireNonNull(monitor.readings(Said.at(seconds)).get(claim().id()));
    }
}
