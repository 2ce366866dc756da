package vadra.rumour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Recorded;
import vadra.core.RoomId;
import vadra.discussion.RoomEvent;

/**
 * What is counted of one claim. Pure: the same events in the same order give the same state.
 *
 * <p>Bounds: {@value #MAX_CARRIERS} distinct carriers (the count stops there), the newest {@value #MAX_SIGHTINGS}
 * sightings, {@value #MAX_ROOMS} rooms.
 */
final class Tally {
    static final int MAX_CARRIERS = 20_000;
    static final int MAX_SIGHTINGS = 2_000;
    static final int MAX_ROOMS = 1_000;
    /** Within this time a person counts once in the velocity, however often they speak. */
    static final Duration ONCE = Duration.ofMinutes(10);

    private final Phrases phrases;
    private final Velocity velocity = new Velocity();
    private final Minutes minutes = new Minutes();
    private final Map<MemberId, Integer> carriers = new HashMap<>();
    private final Map<MemberId, Instant> counted = new HashMap<>();
    private final Map<RoomId, Long> seen = new HashMap<>();
    private final Set<RoomId> rooms = new LinkedHashSet<>();
    private final LinkedHashMap<PostId, Sighting> sightings = new LinkedHashMap<>();
    private long mentions;
    private Reading.@Nullable First first;

    Tally(Claim claim) {
        this.phrases = new Phrases(claim.phrases(), claim.match(), claim.language());
    }

    /** Counts an event, in each room in its order; one that was counted before changes nothing. */
    void add(Recorded recorded) {
        if (recorded.seq() <= seen.getOrDefault(recorded.room(), 0L)) {
            return;
        }
        seen.put(recorded.room(), recorded.seq());
        if (recorded.event() instanceof RoomEvent.PostCreated created) {
            if (phrases.in(created.text().source())) {
                mention(recorded, created);
            }
        } else if (recorded.event() instanceof RoomEvent.PostWithdrawn withdrawn) {
            sightings.computeIfPresent(withdrawn.post(), (id, sighting) -> sighting.withdrawn());
        } else if (recorded.event() instanceof RoomEvent.PostEdited edited) {
            sightings.computeIfPresent(
                    edited.post(),
                    (id, seen) -> new Sighting(
                            id,
                            seen.room(),
                            seen.at(),
                            seen.carrier(),
                            edited.text().html()));
        }
    }

    private void mention(Recorded recorded, RoomEvent.PostCreated created) {
        var author = created.by().id();
        if (carriers.size() < MAX_CARRIERS) {
            var unused = carriers.putIfAbsent(author, carriers.size() + 1);
        }
        if (isNew(author, recorded.at())) {
            counted.put(author, recorded.at());
            velocity.add(minuteOf(recorded.at()));
        }
        mentions++;
        minutes.add(recorded.at(), author);
        if (rooms.size() < MAX_ROOMS) {
            rooms.add(recorded.room());
        }
        if (first == null) {
            first = new Reading.First(created.post(), recorded.at());
        }
        sightings.put(
                created.post(),
                new Sighting(
                        created.post(),
                        recorded.room(),
                        recorded.at(),
                        carriers.getOrDefault(author, MAX_CARRIERS),
                        created.text().html()));
        if (sightings.size() > MAX_SIGHTINGS) {
            sightings.remove(sightings.keySet().iterator().next());
        }
    }

    private boolean isNew(MemberId author, Instant at) {
        if (counted.size() > MAX_CARRIERS) {
            counted.values().removeIf(before -> before.isBefore(at.minus(ONCE)));
        }
        var before = counted.get(author);
        return before == null || before.plus(ONCE).isBefore(at);
    }

    Reading reading(Instant at) {
        double minute = minuteOf(at);
        var doubling = velocity.doublingMinutes(minute);
        return new Reading(
                at,
                velocity.perMinute(minute),
                carriers.size(),
                mentions,
                List.copyOf(rooms),
                doubling.isPresent() ? OptionalDouble.of(doubling.getAsDouble() * 60) : OptionalDouble.empty(),
                Optional.ofNullable(first));
    }

    List<Minutes.Minute> minutes() {
        return minutes.all();
    }

    /** Newest first. */
    List<Sighting> sightings() {
        var newest = new ArrayList<>(sightings.values());
        Collections.reverse(newest);
        return newest;
    }

    private static double minuteOf(Instant at) {
        return at.toEpochMilli() / 60_000.0;
    }
}
