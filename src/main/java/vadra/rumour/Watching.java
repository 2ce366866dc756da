package vadra.rumour;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vadra.core.PostId;
import vadra.core.Recorded;
import vadra.velocity.Level;

/**
 * The monitor together with the claims that are watched now. All methods may be called on the service's thread only, but
 * for what is counted of the past, which is done elsewhere and then taken over.
 */
final class Watching {
    private final Monitor monitor = new Monitor();
    private final Crossings crossings = new Crossings();
    private final Map<UUID, Claim> claims = new LinkedHashMap<>();
    private final List<Recorded> early = new ArrayList<>();
    private final List<Count.Moved> moved = new ArrayList<>();
    private boolean begun;

    /** What the store knows. */
    record Stored(List<Claim> live, Map<UUID, UUID> merged, Set<UUID> dismissed) {}

    /** What has to be counted anew. */
    record Recount(List<Claim> claims, Map<PostId, Set<UUID>> heard) {}

    Monitor monitor() {
        return monitor;
    }

    /** Listens to history, to be counted by {@link #begin} then. May be called on any one thread, before all else. */
    Recount hear(Stored stored, List<Recorded> history) {
        monitor.hearing().know(stored.merged(), stored.dismissed());
        monitor.hear(history);
        return new Recount(stored.live(), monitor.hearing().all());
    }

    /** Goes on from what was counted of history. */
    void begin(List<Claim> live, Count before) {
        live.forEach(claim -> claims.put(claim.id(), claim));
        take(monitor.begin(before));
        begun = true;
        early.forEach(monitor::add);
        early.clear();
    }

    void add(Recorded recorded) {
        if (begun) {
            monitor.add(recorded);
        } else {
            early.add(recorded);
        }
    }

    /** Takes over what the store knows; what must be counted anew, nothing when that is nothing. */
    Optional<Recount> know(Stored stored) {
        monitor.hearing().know(stored.merged(), stored.dismissed());
        var known = new HashMap<>(claims);
        claims.clear();
        stored.live().forEach(claim -> claims.put(claim.id(), claim));
        var gone = new HashSet<>(known.keySet());
        gone.removeAll(claims.keySet());
        if (!gone.isEmpty()) {
            monitor.count().forget(gone);
            gone.forEach(crossings::forget);
        }
        var anew = new ArrayList<Claim>();
        for (var claim : claims.values()) {
            var before = known.get(claim.id());
            if (before == null
                    || !before.look().equals(claim.look())
                    || monitor.count().tally(claim.id()).isEmpty()) {
                anew.add(claim);
            } else {
                restate(before, claim);
            }
        }
        return anew.isEmpty()
                ? Optional.empty()
                : Optional.of(new Recount(anew, monitor.hearing().all()));
    }

    private void restate(Claim before, Claim claim) {
        monitor.count().restate(claim);
        if (before.standing().alertFrom() != claim.standing().alertFrom()) {
            monitor.newest()
                    .ifPresent(now ->
                            crossings.again(claim, level(claim), monitor.count().evidence(claim.id(), now)));
        }
    }

    /** Takes over claims that were counted elsewhere; those that have gone meanwhile are let go. */
    void watch(Count before) {
        take(monitor.watch(before));
        var gone = before.tallies().stream()
                .map(tally -> tally.claim().id())
                .filter(claim -> !claims.containsKey(claim))
                .toList();
        if (!gone.isEmpty()) {
            monitor.count().forget(gone);
        }
        claims.values().forEach(monitor.count()::restate);
    }

    /** Counts what is old enough; the changes of level since the last call. */
    List<Count.Moved> settle(Instant now) {
        monitor.settle(now);
        take(monitor.count().takeMoved());
        var taken = List.copyOf(moved);
        moved.clear();
        return taken;
    }

    private void take(List<Count.Moved> changes) {
        for (var change : changes) {
            moved.add(change);
            var claim = claims.getOrDefault(change.claim().id(), change.claim());
            crossings.moved(claim, change.evidence());
        }
    }

    /** Asks for the alerts that are wanted now. */
    void ask(Instant now, RumourService.Alarm alarm) {
        for (var claim : claims.values()) {
            var level = level(claim);
            if (level != Level.CALM) {
                crossings.ask(claim, level, now, alarm);
            }
        }
    }

    private Level level(Claim claim) {
        return monitor.count().tally(claim.id()).map(Tally::level).orElse(Level.CALM);
    }

    Collection<Claim> claims() {
        return claims.values();
    }

    /** The tallies of claims that are on the wall, the highest and newest first, at most so many. */
    List<Tally> wall(int most) {
        return monitor.count().tallies().stream()
                .filter(tally -> tally.claim().standing().shown())
                .sorted(Tally.HIGHEST_FIRST)
                .limit(most)
                .toList();
    }
}
