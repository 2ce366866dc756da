package vadra.rumour;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import vadra.core.Actor;
import vadra.core.Problem;
import vadra.core.RoomId;
import vadra.discussion.NewRoom;
import vadra.discussion.Words;
import vadra.rumour.PgClaims.Change;
import vadra.rumour.RumourService.Watched;
import vadra.velocity.Level;
import vadra.wording.Watch;

/**
 * What staff does with claims. Each act is written down with who did it and why; each is seen by every node within a
 * second, and counted anew from the log where what is looked for has changed.
 */
public final class ClaimService {
    /** The longest time for which a claim is muted. */
    public static final Duration MAX_MUTE = Duration.ofDays(7);

    private final PgClaims store;
    private final RumourService rumours;
    private final RumourService.Surroundings around;

    ClaimService(PgClaims store, RumourService rumours, RumourService.Surroundings around) {
        this.store = store;
        this.rumours = rumours;
        this.around = around;
    }

    /** What a member of staff says of a claim; what is empty stays as it is. */
    public record Given(
            Optional<String> title,
            Optional<List<String>> phrases,
            Optional<List<String>> patterns,
            Optional<Claim.Match> match,
            Optional<Claim.Stems> language,
            Optional<Set<RoomId>> rooms,
            Optional<Level> alertFrom) {
        private static final Claim.Look NOTHING =
                new Claim.Look(List.of(), List.of(), Claim.Match.ANY, Claim.Stems.ANY, Set.of());

        /** A claim that looks for any of some phrases. */
        public static Given of(String title, List<String> phrases) {
            Optional<Claim.Match> any = Optional.of(Claim.Match.ANY);
            Optional<Claim.Stems> both = Optional.of(Claim.Stems.ANY);
            var none = Optional.<List<String>>empty();
            return new Given(
                    Optional.of(title), Optional.of(phrases), none, any, both, Optional.empty(), Optional.empty());
        }

        private Claim.Look over(Claim.Look before) {
            var look = new Claim.Look(
                    phrases.map(given -> normal("phrases", given)).orElse(before.phrases()),
                    patterns.orElse(before.patterns()),
                    match.orElse(before.match()),
                    language.orElse(before.language()),
                    rooms.orElse(before.rooms()));
            look.patterns()
                    .forEach(pattern -> Watch.fault(pattern).ifPresent(fault -> {
                        throw Problem.invalid("patterns", fault);
                    }));
            return look;
        }
    }

    /** Two claims that became one. */
    public record Merged(UUID from, UUID to, Watched watched) {}

    private static List<String> normal(String field, List<String> phrases) {
        return phrases.stream()
                .map(phrase -> Words.normal(field, phrase))
                .distinct()
                .toList();
    }

    private ClaimAct act(ClaimAct.Kind kind, Actor actor, String reason, String detail) {
        return new ClaimAct(around.clock().instant(), kind, Optional.of(actor), reason, detail);
    }

    /** Watches for a claim from now on, and counts what was said before in the monitor's window. */
    public Future<Watched> name(Actor actor, Given given) {
        return rumours.room().compose(free -> {
            if (!free) {
                throw Problem.conflict("No more than " + RumourService.MAX_CLAIMS + " claims are watched at once.");
            }
            var claim = fresh(given.title().orElse(""), given.over(Given.NOTHING), given.alertFrom());
            return store.add(claim, act(ClaimAct.Kind.NAMED, actor, "", ""))
                    .compose(added -> seen(added, claim.slug(), "There is a claim by that name already."));
        });
    }

    private Claim fresh(String written, Claim.Look look, Optional<Level> alertFrom) {
        var title = Words.normal("title", written);
        return new Claim(
                around.ids().get(),
                NewRoom.slugOf(title),
                title,
                look,
                Claim.Standing.named(alertFrom.orElse(Level.ELEVATED)),
                around.clock().instant(),
                around.ids().get(),
                1);
    }

    /** Renames it, or looks for something else. */
    public Future<Watched> change(Actor actor, String slug, Given given, String reason) {
        return live(slug).compose(claim -> {
            var title =
                    given.title().map(written -> Words.normal("title", written)).orElse(claim.title());
            var standing = given.alertFrom()
                    .map(level -> claim.standing().alertingFrom(level))
                    .orElse(claim.standing());
            var changed = claim.with(title).with(given.over(claim.look())).with(standing);
            return save(new Change(changed, act(ClaimAct.Kind.CHANGED, actor, reason, before(claim, changed))));
        });
    }

    /** What was there before, for the record. */
    private static String before(Claim claim, Claim changed) {
        if (!claim.title().equals(changed.title())) {
            return claim.title();
        }
        return claim.look().equals(changed.look())
                ? claim.standing().alertFrom().name()
                : String.join(", ", claim.look().phrases());
    }

    /** A proposed claim is one. */
    public Future<Watched> confirm(Actor actor, String slug, Optional<String> title, String reason) {
        return live(slug).compose(claim -> {
            if (claim.standing().state() != Claim.State.PROPOSED) {
                throw Problem.conflict("It is watched already.");
            }
            var named = title.map(written -> Words.normal("title", written)).orElse(claim.title());
            var changed = claim.with(named).with(claim.standing().confirmed());
            return save(new Change(changed, act(ClaimAct.Kind.CONFIRMED, actor, reason, "")));
        });
    }

    /** A false alarm: it is watched no more, and not proposed again. */
    public Future<Claim> dismiss(Actor actor, String slug, String reason) {
        return end(slug, Claim.State.DISMISSED, act(ClaimAct.Kind.DISMISSED, actor, reason, ""));
    }

    /** Stops watching; the claim and its record stay. */
    public Future<Claim> retire(Actor actor, String slug) {
        return end(slug, Claim.State.RETIRED, act(ClaimAct.Kind.RETIRED, actor, "", ""));
    }

    private Future<Claim> end(String slug, Claim.State how, ClaimAct act) {
        return live(slug).compose(claim -> {
            var ended = claim.with(claim.standing().ended(how, around.clock().instant(), Optional.empty()));
            return store.save(List.of(new Change(ended, act)))
                    .map(ClaimService::changed)
                    .compose(done -> rumours.refresh())
                    .map(done -> ended);
        });
    }

    /** It is the same as another, which gets its phrases; the two claims' ids are the answer beside what stays. */
    public Future<Merged> merge(Actor actor, String slug, String into, String reason) {
        if (slug.equals(into)) {
            throw Problem.invalid("into", "another claim");
        }
        return live(slug)
                .compose(from -> live(into).compose(to -> {
                    var phrases = new LinkedHashSet<>(to.look().phrases());
                    phrases.addAll(from.look().phrases());
                    if (phrases.size() > Claim.Look.MAX_PHRASES) {
                        throw Problem.conflict("Together they have more than 20 phrases.");
                    }
                    if (wantsAll(from)
                            || wantsAll(to)
                            || !from.look().patterns().isEmpty()) {
                        throw Problem.conflict("Only claims that look for any of their phrases become one.");
                    }
                    var gone = from.with(from.standing()
                            .ended(Claim.State.MERGED, around.clock().instant(), Optional.of(into)));
                    var grown = to.with(to.look().with(List.copyOf(phrases)));
                    return store.save(List.of(
                                    new Change(gone, act(ClaimAct.Kind.MERGED, actor, reason, into)),
                                    new Change(grown, act(ClaimAct.Kind.RECEIVED, actor, reason, slug))))
                            .map(ClaimService::changed)
                            .compose(done -> rumours.refresh())
                            .compose(done -> rumours.claim(into))
                            .map(watched -> new Merged(from.id(), to.id(), watched));
                }));
    }

    private static boolean wantsAll(Claim claim) {
        return claim.look().match() == Claim.Match.ALL && claim.look().phrases().size() > 1;
    }

    /** Some of its phrases are a claim of their own. */
    public Future<Watched> split(Actor actor, String slug, String title, List<String> taken, String reason) {
        return live(slug).compose(claim -> {
            var phrases = normal("phrases", taken);
            var rest = new ArrayList<>(claim.look().phrases());
            if (!rest.removeAll(phrases)
                    || rest.size() + phrases.size() != claim.look().phrases().size()) {
                throw Problem.invalid("phrases", "some of the claim's own");
            }
            if (rest.isEmpty()) {
                throw Problem.invalid("phrases", "at least one must stay");
            }
            var part = fresh(
                    title,
                    claim.look().with(phrases),
                    Optional.of(claim.standing().alertFrom()));
            var left = new Change(
                    claim.with(claim.look().with(rest)), act(ClaimAct.Kind.SPLIT, actor, reason, part.slug()));
            return store.save(List.of(left), new Change(part, act(ClaimAct.Kind.NAMED, actor, reason, slug)))
                    .compose(done ->
                            seen(done, part.slug(), "There is a claim by that name, or it was changed meanwhile."));
        });
    }

    /** No alerts until a time, at most {@link #MAX_MUTE} away. */
    public Future<Watched> mute(Actor actor, String slug, Instant until, String reason) {
        if (!until.isAfter(around.clock().instant())
                || until.isAfter(around.clock().instant().plus(MAX_MUTE))) {
            throw Problem.invalid("until", "in the future, within 7 days");
        }
        return restand(
                slug,
                claim -> claim.standing().muted(Optional.of(new Claim.Mute(until, reason))),
                act(ClaimAct.Kind.MUTED, actor, reason, until.toString()));
    }

    /** Alerts again. */
    public Future<Watched> unmute(Actor actor, String slug) {
        return restand(
                slug, claim -> claim.standing().muted(Optional.empty()), act(ClaimAct.Kind.UNMUTED, actor, "", ""));
    }

    /** After a false alarm it takes a level more to raise the next one; at the highest nothing changes. */
    public Future<Void> raiseBar(Actor actor, String slug, String reason) {
        return store.bySlug(slug).compose(found -> {
            if (found.isEmpty()
                    || !found.get().isLive()
                    || found.get().standing().alertFrom() == Level.CRITICAL) {
                return Future.succeededFuture();
            }
            var before = found.get().standing().alertFrom();
            var above = before == Level.WATCH ? Level.ELEVATED : Level.CRITICAL;
            return restand(
                            slug,
                            claim -> claim.standing().alertingFrom(above),
                            act(ClaimAct.Kind.CHANGED, actor, reason, before.name()))
                    .mapEmpty();
        });
    }

    private Future<Watched> restand(String slug, Function<Claim, Claim.Standing> to, ClaimAct act) {
        return live(slug).compose(claim -> save(new Change(claim.with(to.apply(claim)), act)));
    }

    private Future<Watched> save(Change change) {
        return store.save(List.of(change)).compose(done -> {
            var unused = changed(done);
            return seen(true, change.claim().slug(), "");
        });
    }

    private static boolean changed(boolean done) {
        if (!done) {
            throw Problem.conflict("It was changed by somebody else meanwhile.");
        }
        return true;
    }

    private Future<Watched> seen(boolean done, String slug, String otherwise) {
        if (!done) {
            throw Problem.conflict(otherwise);
        }
        return rumours.refresh().compose(refreshed -> rumours.claim(slug));
    }

    private Future<Claim> live(String slug) {
        return store.bySlug(slug)
                .map(found -> found.filter(Claim::isLive).orElseThrow(() -> Problem.notFound("claim", slug)));
    }

    /** What was done with a claim, newest first. */
    public Future<List<ClaimAct>> acts(String slug) {
        return store.acts(slug);
    }
}
