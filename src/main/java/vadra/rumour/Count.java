package vadra.rumour;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.PostId;
import vadra.core.Recorded;
import vadra.core.Role;
import vadra.core.RoomId;
import vadra.discussion.RoomEvent.PostCreated;
import vadra.velocity.Kind;
import vadra.velocity.Stance;
import vadra.wording.Cues;
import vadra.wording.Doubt.Setting;
import vadra.wording.Passage;
import vadra.wording.TextReader;
import vadra.wording.Watches;

/**
 * Counts events of the log into the tallies of claims. Pure: the same claims and the same events in the same order give
 * the same state, the same changes of level at the same times. Levels are looked at at each whole second of event time,
 * after all that happened before it.
 *
 * <p>An event that was counted before is passed over. A post holds a claim when the claim's watch finds it, when emergence
 * says so, when it links to a post that holds it or quotes one, or when it asks or denies under one. Confined to one thread.
 */
final class Count {
    private static final Cues CUES = Cues.bundled();

    private final TextReader reader = new TextReader();
    private final Places places = new Places();
    private final Active active = new Active();
    private final Map<RoomId, Long> seen = new HashMap<>();
    private final Map<UUID, Tally> tallies = new LinkedHashMap<>();
    /** Up to where each tally that came later had counted each room. */
    private final Map<UUID, Map<RoomId, Long>> counted = new HashMap<>();

    private final List<Moved> moved = new ArrayList<>();
    private final Set<UUID> touched = new LinkedHashSet<>();
    private final Map<RoomId, Set<UUID>> said = new HashMap<>();
    private Watches<UUID> watches = new Watches<>(List.of(), reader);
    private @Nullable Instant ticked;

    /** A claim that changed its level. */
    record Moved(Claim claim, Evidence evidence) {}

    /**
     * A post, as it is counted.
     *
     * @param place where it stands in its thread
     * @param linked the post with a claim that it links to
     */
    record Said(
            Places.Place place,
            RoomId room,
            Instant at,
            boolean staff,
            Stance stance,
            Optional<Places.Place> linked,
            String html) {
        Kind kind() {
            if (place.parent() != null) {
                return Kind.REPLY;
            }
            return linked.isPresent() ? Kind.SHARE : Kind.ORIGINAL;
        }
    }

    Count(Collection<Claim> claims) {
        claims.forEach(claim -> tallies.put(claim.id(), new Tally(claim)));
        prepare();
    }

    private void prepare() {
        watches = new Watches<>(
                tallies.values().stream()
                        .map(tally -> tally.claim().look().watch(tally.claim().id()))
                        .toList(),
                reader);
    }

    /** Reads a text as the count does. */
    Passage read(String text) {
        return reader.read(text);
    }

    /** The claims whose watches find a text, wherever they watch. */
    Set<UUID> in(String text) {
        return Set.copyOf(watches.in(reader.read(text)));
    }

    /** Whether an event was counted before. */
    boolean knows(Recorded recorded) {
        return recorded.seq() <= seen.getOrDefault(recorded.room(), 0L);
    }

    /**
     * Counts an event.
     *
     * @param passage its words, of a post
     * @param emergent claims that emergence hears in it
     */
    void add(Recorded recorded, Optional<Passage> passage, Set<UUID> emergent) {
        if (knows(recorded)) {
            return;
        }
        seen.put(recorded.room(), recorded.seq());
        tick(recorded.at());
        if (recorded.event() instanceof PostCreated created) {
            said(recorded, created, passage.orElseGet(() -> read(created.text().source())), emergent);
        } else {
            Mention.Rewriting.of(recorded.event()).ifPresent(anew -> rewritten(recorded, anew.post(), anew.html()));
        }
    }

    private void rewritten(Recorded recorded, PostId post, String html) {
        places.of(post)
                .ifPresent(place -> place.claims()
                        .forEach(claim -> at(claim, recorded).ifPresent(tally -> tally.rewritten(post, html))));
    }

    /** A claim's tally, unless it has counted an event before. */
    private Optional<Tally> at(UUID claim, Recorded recorded) {
        var before = counted.get(claim);
        boolean had = before != null && recorded.seq() <= before.getOrDefault(recorded.room(), 0L);
        return had ? Optional.empty() : Optional.ofNullable(tallies.get(claim));
    }

    private void said(Recorded recorded, PostCreated created, Passage passage, Set<UUID> emergent) {
        active.spoke(created.by().id(), recorded.at());
        var place = places.add(created.post(), created.by().id(), created.parent());
        var linked = places.linked(created).stream().findFirst();
        var above = Optional.ofNullable(place.parent())
                .filter(parent -> !parent.claims().isEmpty());
        var stance = Stance.valueOf(
                CUES.doubt(passage, above.map(Places.Place::forAnswers).orElse(Setting.TALK))
                        .stance()
                        .name());
        place.claims().addAll(held(recorded, passage));
        emergent.stream().filter(claim -> watches(claim, recorded)).forEach(place.claims()::add);
        linked.ifPresent(post -> place.claims().addAll(post.claims()));
        if (stance != Stance.SPREADS) {
            above.ifPresent(parent -> place.claims().addAll(parent.claims()));
        }
        var staff = created.by().role() == Role.STAFF;
        count(
                recorded,
                new Said(
                        place,
                        recorded.room(),
                        recorded.at(),
                        staff,
                        stance,
                        linked,
                        created.text().html()));
    }

    private void count(Recorded recorded, Said post) {
        var above = post.place().parent();
        if (above != null) {
            boolean doubting = post.stance() != Stance.SPREADS;
            above.claims()
                    .forEach(claim -> at(claim, recorded).ifPresent(tally -> tally.answered(above.post(), doubting)));
        }
        post.place()
                .claims()
                .forEach(claim -> at(claim, recorded).ifPresent(tally -> {
                    tally.mention(post, from(claim, post));
                    touched.add(claim);
                    said.computeIfAbsent(recorded.room(), fresh -> new HashSet<>())
                            .add(claim);
                }));
    }

    private List<UUID> held(Recorded recorded, Passage passage) {
        return watches.in(passage).stream()
                .filter(claim -> watches(claim, recorded))
                .toList();
    }

    /** Whether a claim is watched for in a room. */
    private boolean watches(UUID claim, Recorded recorded) {
        var tally = tallies.get(claim);
        return tally != null
                && (tally.claim().look().rooms().isEmpty()
                        || tally.claim().look().rooms().contains(recorded.room()));
    }

    private static Optional<Mention.From> from(UUID claim, Said said) {
        var parent = said.place().parent();
        if (parent != null && parent.claims().contains(claim)) {
            return Optional.of(new Mention.From(parent.post(), Mention.Edge.REPLY));
        }
        return said.linked()
                .filter(post -> post.claims().contains(claim))
                .map(post -> new Mention.From(post.post(), Mention.Edge.LINK));
    }

    /** Lets levels follow, at each whole second up to a moment. */
    void tick(Instant at) {
        var second = at.truncatedTo(ChronoUnit.SECONDS);
        var from = ticked == null ? second : ticked.plusSeconds(1);
        for (var now = from; !now.isAfter(second); now = now.plusSeconds(1)) {
            if (!look(now)) {
                break;
            }
        }
        ticked = ticked == null || second.isAfter(ticked) ? second : ticked;
    }

    /** Looks at the levels of those that may move; false when there is none, and none will be before the next event. */
    private boolean look(Instant now) {
        boolean any = false;
        for (var tally : tallies.values()) {
            if (tally.isBusy(now)) {
                any = true;
                var evidence = tally.tick(now, active.scale(now));
                evidence.ifPresent(why -> moved.add(new Moved(tally.claim(), why)));
            }
        }
        return any;
    }

    /** The changes of level since the last call. */
    List<Moved> takeMoved() {
        var taken = List.copyOf(moved);
        moved.clear();
        return taken;
    }

    /** The claims that something was said of since the last call. */
    Set<UUID> takeTouched() {
        var taken = Set.copyOf(touched);
        touched.clear();
        return taken;
    }

    /** The claims that were said in each room since the last call. */
    Map<RoomId, Set<UUID>> takeSaid() {
        var taken = Map.copyOf(said);
        said.clear();
        return taken;
    }

    /** Why a claim has its level. */
    Optional<Evidence> evidence(UUID claim, Instant at) {
        return tally(claim).map(tally -> tally.evidence(at, active.scale(at)));
    }

    Optional<Tally> tally(UUID claim) {
        return Optional.ofNullable(tallies.get(claim));
    }

    Collection<Tally> tallies() {
        return tallies.values();
    }

    /** Claims of a post. */
    Set<UUID> claimsOf(PostId post) {
        return places.of(post).map(Places.Place::claims).orElse(Set.of());
    }

    /** Takes over the tallies of another count, which go on from where that one is. */
    void adopt(Count other) {
        for (var entry : other.tallies.entrySet()) {
            tallies.put(entry.getKey(), entry.getValue());
            counted.put(entry.getKey(), Map.copyOf(other.seen));
            other.places
                    .holding(entry.getKey())
                    .forEach(post ->
                            places.of(post).ifPresent(place -> place.claims().add(entry.getKey())));
        }
        prepare();
    }

    /** A claim under another title or standing. */
    void restate(Claim claim) {
        tally(claim.id()).ifPresent(tally -> tally.claim(claim));
    }

    void forget(Collection<UUID> claims) {
        tallies.keySet().removeAll(claims);
        counted.keySet().removeAll(claims);
        prepare();
    }
}
