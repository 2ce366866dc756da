package vadra.rumour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
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
    /** What is said while the past is counted: more than this is read from the log. */
    static final int MAX_EARLY = 20_000;
    /** So long a node remembers what the one that keeps the watch should have done. */
    static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final int MAX_HELD = 1_000;

    private final Crossings crossings = new Crossings();
    private final Map<UUID, Claim> claims = new LinkedHashMap<>();
    private final ArrayDeque<Recorded> early = new ArrayDeque<>();
    private final List<Count.Moved> moved = new ArrayList<>();
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private Monitor monitor = new Monitor();
    private boolean lost;
    private volatile boolean begun;

    /** What the store knows. */
    record Stored(List<Claim> live, Map<UUID, UUID> merged, Set<UUID> dismissed) {}

    private record Held(Instant since, Runnable work) {}

    /** What has to be counted anew. */
    record Recount(List<Claim> claims, Map<PostId, Set<UUID>> heard) {}

    Monitor monitor() {
        return monitor;
    }

    /** Knows which claims there are before anything of them is counted; what is said meanwhile waits. */
    void expect(List<Claim> live) {
        claims.clear();
        live.forEach(claim -> claims.put(claim.id(), claim));
        take(monitor.begin(new Count(live)));
    }

    /** Goes on from a monitor that has heard the past, and a count of it. */
    void begin(Monitor heard, Count before) {
        monitor = heard;
        take(monitor.begin(before));
    }

    /** Counts what was said after that, as it is read. */
    void follow(List<Recorded> page) {
        page.forEach(monitor::add);
    }

    /**
     * Opens when all that waits is at hand, and counts it. Otherwise the newest {@value #MAX_EARLY} were not enough: nothing
     * waits any more, and what was said so far has to be read from the log first.
     */
    boolean open() {
        begun = !lost;
        if (begun) {
            early.forEach(monitor::add);
        }
        early.clear();
        lost = false;
        return begun;
    }

    /** Whether all of the past is counted. */
    boolean isOpen() {
        return begun;
    }

    void add(Recorded recorded) {
        if (begun) {
            monitor.add(recorded);
            return;
        }
        early.addLast(recorded);
        if (early.size() > MAX_EARLY) {
            early.removeFirst();
            lost = true;
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

    /** Remembers for a while what the node that keeps the watch does, {@value #MAX_HELD} such things at most. */
    void hold(Instant now, Runnable work) {
        held.addLast(new Held(now, work));
        while (held.size() > MAX_HELD || held.getFirst().since().isBefore(now.minus(REMEMBERED))) {
            held.removeFirst();
        }
    }

    /** Does what is remembered: this node keeps the watch. */
    void act() {
        held.forEach(one -> one.work().run());
        held.clear();
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
