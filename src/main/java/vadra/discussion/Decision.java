package vadra.discussion;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.core.Recorded;
import vadra.core.RoomId;

/** The deciding of one batch: each command in turn sees what those before it have done. */
final class Decision {
    private final RoomId room;
    private final RoomState state;
    private final Map<Key, Receipt> receipts;
    private final Instant at;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<Key, Receipt> fresh = new HashMap<>();
    private final List<Kept> kept = new ArrayList<>();

    /**
     * Begins a batch.
     *
     * @param receipts what commands with these ids got before
     * @param at the time of all that comes of it
     */
    Decision(RoomId room, RoomState state, Map<Key, Receipt> receipts, Instant at) {
        this.room = room;
        this.state = state;
        this.receipts = receipts;
        this.at = at;
    }

    /** Who sent it, and what they called it. */
    record Key(MemberId member, String command) {}

    /** What was asked, as a digest, and what was answered. */
    record Receipt(String fingerprint, Outcome.Accepted answer) {}

    /** A receipt that this decision made. */
    record Fresh(Decision decision, Key key, Receipt receipt) {}

    /**
     * An event on its way into the log.
     *
     * @param thread the thread of the post
     * @param by who did it, whatever name it was done under
     */
    record Draft(Recorded recorded, RoomEvent.Done event, PostId thread, MemberId by) {}

    /**
     * A post on its way to those that wait.
     *
     * @param author whatever name it will be said under
     * @param command as it came, whose time will come
     * @param fingerprint of the command
     */
    record Kept(
            RoomId room,
            MemberId author,
            RoomEvent.PostCreated post,
            RoomCommand.Say command,
            String fingerprint,
            Instant at) {}

    void decide(List<Request> requests) {
        for (var request : requests) {
            outcomes.add(outcome(request));
        }
    }

    private Outcome outcome(Request request) {
        var key = new Key(request.actor().id(), request.command().id().value());
        var fingerprint = request.fingerprint();
        var earlier = fresh.getOrDefault(key, receipts.get(key));
        if (earlier != null) {
            return earlier.fingerprint().equals(fingerprint)
                    ? earlier.answer()
                    : new Outcome.Refused(new Problem.Conflict("Another command was sent under this id before."));
        }
        var waits = state.hold().flatMap(hold -> hold.find(key));
        if (waits.isPresent()) {
            return waiting(request, key, waits.get());
        }
        try {
            RoomRules.pace(request.command(), request.actor(), at, state);
            if (request.command() instanceof RoomCommand.Say say && state.hold().isPresent()) {
                return keep(request, say, key, state.hold().get());
            }
            RoomRules.wordsLater(request.command(), state);
            return answered(key, fingerprint, accept(request));
        } catch (ProblemException refusal) {
            return new Outcome.Refused(refusal.problem());
        }
    }

    private Outcome answered(Key key, String fingerprint, Outcome.Accepted answer) {
        fresh.put(key, new Receipt(fingerprint, answer));
        return answer;
    }

    /** A command that waits is sent again: by its author, or because its time has come. The pace was asked when it came. */
    private Outcome waiting(Request request, Key key, Hold.Waiting waits) {
        var hold = state.hold().orElseThrow();
        if (!waits.fingerprint().equals(request.fingerprint())) {
            return new Outcome.Refused(new Problem.Conflict("Another command was sent under this id before."));
        }
        if (!hold.isNext(key)) {
            return new Outcome.Held(waits.post(), state.seq(), hold.end(at));
        }
        try {
            var answer = accept(request.as(waits.post()));
            hold.said(key);
            return answered(key, waits.fingerprint(), answer);
        } catch (ProblemException refusal) {
            return new Outcome.Refused(refusal.problem());
        }
    }

    /** Holds what is new to all rules now, and keeps it for later. */
    private Outcome keep(Request request, RoomCommand.Say say, Key key, Hold hold) {
        var post = RoomRules.decide(say, request.actor(), request.fresh(), state)
                .map(RoomEvent.PostCreated.class::cast)
                .orElseThrow();
        RoomRules.hold(request.actor(), at, hold);
        var waits = new Hold.Waiting(post.post(), request.fingerprint());
        hold.add(key, waits);
        kept.add(new Kept(room, request.actor().id(), post, say, waits.fingerprint(), at));
        state.slow().ifPresent(slow -> slow.said(request.actor().id(), at));
        return new Outcome.Held(post.post(), state.seq(), hold.end(at));
    }

    private Outcome.Accepted accept(Request request) {
        var decided = RoomRules.events(request, at, state);
        if (decided.isEmpty()) {
            var target = request.command().target();
            return new Outcome.Accepted(target == null ? request.fresh() : target, state.seq());
        }
        decided.forEach(event -> take(event, request.actor()));
        return new Outcome.Accepted(decided.get(0).post(), state.seq());
    }

    private void take(RoomEvent.Done event, Actor by) {
        state.apply(event, by, at);
        if (event instanceof RoomEvent.PostCreated) {
            state.slow().ifPresent(slow -> slow.said(by.id(), at));
        }
        var recorded = new Recorded(room, state.nextSeq(), at, event);
        drafts.add(new Draft(recorded, event, state.threadOf(event.post()), by.id()));
    }

    RoomId room() {
        return room;
    }

    OffsetDateTime at() {
        return at.atOffset(ZoneOffset.UTC);
    }

    /** The room's last sequence now. */
    long seq() {
        return state.seq();
    }

    List<Draft> drafts() {
        return drafts;
    }

    List<Kept> kept() {
        return kept;
    }

    List<Fresh> fresh() {
        return fresh.entrySet().stream()
                .map(entry -> new Fresh(this, entry.getKey(), entry.getValue()))
                .toList();
    }

    Outcome.Batch batch() {
        return new Outcome.Batch(outcomes, drafts.stream().map(Draft::recorded).toList());
    }
}
