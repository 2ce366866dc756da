package vadra.channels;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vadra.alerts.Alert;
import vadra.alerts.AlertEvent;
import vadra.contacts.News;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Recorded;
import vadra.core.RoomId;
import vadra.live.Fanout;
import vadra.live.Hub;
import vadra.live.Listened;
import vadra.live.Presence;
import vadra.live.Publication;
import vadra.notifications.Changes;
import vadra.openness.Report;
import vadra.openness.RuleBook;
import vadra.openness.Statement;
import vadra.peoplewire.CircleJson;
import vadra.peoplewire.ContactJson;
import vadra.peoplewire.NotificationJson;
import vadra.profiles.Profiles;
import vadra.questions.Outcomes;
import vadra.questions.Pseudonyms;
import vadra.rumour.Claim;
import vadra.rumour.ClaimAct;
import vadra.rumour.ClaimDesk;
import vadra.rumour.Evidence;
import vadra.rumour.RumourService;
import vadra.search.SearchWatch;
import vadra.sightings.Sighting;
import vadra.wire.AlertJson;
import vadra.wire.QuestionJson;
import vadra.wire.ReadingJson;
import vadra.wire.RumourJson;
import vadra.wire.SearchJson;
import vadra.wire.VoiceJson;

/**
 * What is sent to listeners without their asking: events as they are committed, and once a second who is here and what
 * the monitor reads. Called on the tail's thread only, which makes the order of events that of the log.
 */
public final class Pulse {
    private final Fanout fanout;
    private final Presence presence;
    private final RoomNames names;
    private final RumourJson json;
    private final VoiceJson voice;
    private final Listened listened = new Listened();
    private volatile RumourJson.Beside beside = RumourJson.Beside.NOTHING;

    public Pulse(Fanout fanout, Presence presence, RoomNames names, RuleBook rules) {
        this.fanout = fanout;
        this.presence = presence;
        this.names = names;
        this.json = new RumourJson(names::label);
        this.voice = new VoiceJson(rules);
    }

    /** From now on the listeners of a hub hear it too. May be called by any thread. */
    public void reach(Hub hub) {
        fanout.add(hub);
    }

    /** An event as it is sent, encoded once for all. */
    public Publication encoded(Recorded recorded) {
        return Push.event(names.channel(recorded.room()), recorded);
    }

    /** Sends an event to the room that it happened in. */
    public void event(Publication encoded) {
        fanout.publish(encoded);
    }

    /** Sends the monitor's readings to the desks, all that the wall shows or those that have changed. */
    public void readings(RumourService.Sending sending, Instant sent) {
        desks(json.readings(sending, sent, beside));
    }

    /** Tells the desks that a claim changed its level, and why. */
    public void level(Claim claim, Evidence evidence) {
        var change = evidence.change();
        desks(new JsonObject()
                .put("kind", "level")
                .put("slug", claim.slug())
                .put("title", claim.title())
                .put(
                        "change",
                        new JsonObject()
                                .put("at", Instant.ofEpochMilli(change.at()).toString())
                                .put("from", RumourJson.code(change.from()))
                                .put("to", RumourJson.code(change.to()))
                                .put("evidence", ReadingJson.evidence(evidence, names::label))));
    }

    /** Tells the desks what was done with a claim. */
    public void claim(RumourService.Watched watched, ClaimAct act) {
        desks(json.changed(watched, act, beside));
    }

    /** Tells the desks what happened to an alert. */
    public void alert(Alert alert, AlertEvent.Kind kind, Instant sent) {
        desks(AlertJson.changed(alert, kind, sent));
    }

    /** Tells the desks what was seen outside. */
    public void sighting(Sighting sighting, Instant sent) {
        desks(new JsonObject()
                .put("kind", "sighting")
                .put("at", sent.toString())
                .put("sighting", AlertJson.sighting(sighting)));
    }

    /** Tells a member that staff looked who they are. */
    public void unmasked(ClaimDesk.Unmasking unmasking) {
        var told = new JsonObject().put("kind", "unmasked").put("unmasking", RumourJson.unmasking(unmasking));
        fanout.publish(Push.signal(Channels.me(unmasking.member().handle()), told, false));
    }

    /** Tells a member the reasons for an act on something of theirs, and how that stands now. */
    public void statement(String handle, Statement statement) {
        var told = new JsonObject().put("kind", "statement").put("statement", voice.statement(statement));
        fanout.publish(Push.signal(Channels.me(handle), told, false));
    }

    /** Tells a member what came of something that they reported. */
    public void outcome(String handle, Report report) {
        var told = new JsonObject().put("kind", "outcome").put("report", voice.report(report));
        fanout.publish(Push.signal(Channels.me(handle), told, false));
    }

    /** Tells an asker what became of their question. */
    public void question(Outcomes.Outcome outcome) {
        var told = QuestionJson.outcome(outcome, names.label(outcome.moved().room()));
        fanout.publish(Push.signal(Channels.me(outcome.handle()), told, false));
    }

    /** Tells a member that staff looked who stands behind their pseudonym, by which rule and why. */
    public void lifted(String handle, Pseudonyms.Lifting lifting) {
        var told = new JsonObject().put("kind", "lifted").put("lifting", QuestionJson.lifting(lifting));
        fanout.publish(Push.signal(Channels.me(handle), told, false));
    }

    /** Tells who looks at a profile that it is no longer as they see it; they read it anew, as themselves. */
    public void profile(Profiles.Change change) {
        var told = new JsonObject().put("kind", "profile").put("handle", change.handle());
        switch (change.seenBy()) {
            case PUBLIC -> fanout.publish(Push.signal(Channels.profile(change.handle()), told, false));
            case MEMBERS -> fanout.publish(Push.signal(Channels.profileOfMembers(change.handle()), told, false));
            case CONTACTS, ME ->
                change.told().forEach(reader -> fanout.publish(Push.signal(Channels.me(reader), told, false)));
        }
    }

    /** Tells a member what changed between them and another, or of what they filter. */
    public void personal(News news) {
        fanout.publish(Push.signal(Channels.me(news.handle()), ContactJson.news(news), false));
    }

    /** Tells who looks at a circle that it has changed. */
    public void circle(String slug, long version) {
        fanout.publish(Push.signal(Channels.circle(slug), CircleJson.changed(version), true));
    }

    /** The channels without a log that somebody listens to on this node. */
    public Listened listened() {
        return listened;
    }

    /** Sends what a kept search found to whoever looks at it. */
    public void found(SearchWatch.News news) {
        fanout.publish(Push.signal(Channels.search(news.search()), SearchJson.news(news), false));
    }

    /** Tells a member's devices that something is new for them, or was read on one of them. */
    public void notifications(Changes.News news) {
        fanout.publish(Push.signal(Channels.me(news.handle()), NotificationJson.news(news), false));
    }

    /** Whether a member listens on this node to what they are told. */
    public boolean listens(String handle) {
        return listened.to(Channels.me(handle));
    }

    /**
     * Tells a room that what is quoted there was written anew, or is gone or back.
     *
     * @param gone whether nobody may read it now
     */
    public void sourceChanged(RoomId room, PostId source, boolean gone) {
        var told = new JsonObject()
                .put("kind", "parts.changed")
                .put("source", source.toString())
                .put("gone", gone);
        fanout.publish(Push.signal(names.channel(room), told, false));
    }

    private void desks(JsonObject signal) {
        fanout.publish(Push.signal(Channels.MONITOR, signal, false));
    }

    /** Learns how many sightings each claim has, and its open alert. */
    public void learn(Map<UUID, Integer> outside, Map<UUID, UUID> alerts) {
        beside = new RumourJson.Beside(outside, alerts);
    }

    /** What is known beside the counts of claims. */
    public RumourJson.Beside beside() {
        return beside;
    }

    /** The members who are in a room now. */
    public Set<MemberId> present(RoomId room) {
        return presence.ids(names.channel(room));
    }

    /** Sends how many people are here, to rooms where that has changed. */
    public void presence() {
        for (var channel : presence.takeChanged()) {
            var people = new JsonObject()
                    .put("kind", "presence")
                    .put("people", presence.count(channel).people());
            fanout.publish(Push.signal(channel, people, true));
        }
    }
}
