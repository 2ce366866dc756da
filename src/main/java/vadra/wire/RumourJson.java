package vadra.wire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.PostId;
import vadra.core.RoomId;
import vadra.rumour.Claim;
import vadra.rumour.ClaimAct;
import vadra.rumour.ClaimDesk;
import vadra.rumour.ClaimDesk.LevelRow;
import vadra.rumour.ClaimDesk.Unmasking;
import vadra.rumour.Lag;
import vadra.rumour.Mention;
import vadra.rumour.Minutes;
import vadra.rumour.RumourService.Sending;
import vadra.rumour.RumourService.Watched;
import vadra.rumour.Spread;

/** The JSON form of claims, as in the contract. */
public final class RumourJson {
    private final Function<RoomId, String> slugs;

    /** Names rooms by a function. */
    public RumourJson(Function<RoomId, String> slugs) {
        this.slugs = slugs;
    }

    /**
     * What is known beside a claim's counts.
     *
     * @param outside sightings of each claim
     * @param alerts the open alert of each claim
     */
    public record Beside(Map<UUID, Integer> outside, Map<UUID, UUID> alerts) {
        /** Where nothing is known beside the counts. */
        public static final Beside NOTHING = new Beside(Map.of(), Map.of());
    }

    /** A claim with its reading. */
    public JsonObject watched(Watched watched, Beside beside) {
        var claim = watched.claim();
        var look = claim.look();
        var standing = claim.standing();
        return new JsonObject()
                .put("slug", claim.slug())
                .put("title", claim.title())
                .put("state", code(standing.state()))
                .put("emergent", standing.emergent())
                .put("phrases", new JsonArray(look.phrases()))
                .put("patterns", new JsonArray(look.patterns()))
                .put("match", code(look.match()))
                .put("language", code(look.language()))
                .put(
                        "rooms",
                        new JsonArray(look.rooms().stream().map(slugs).sorted().toList()))
                .put("alertFrom", code(standing.alertFrom()))
                .put("namedAt", claim.namedAt().toString())
                .put("retiredAt", text(standing.endedAt()))
                .put("mergedInto", standing.mergedInto().orElse(null))
                .put("mutedUntil", text(standing.mute().map(Claim.Mute::until)))
                .put("muteReason", standing.mute().map(Claim.Mute::reason).orElse(null))
                .put("outside", beside.outside().getOrDefault(claim.id(), 0))
                .put("openAlert", text(Optional.ofNullable(beside.alerts().get(claim.id()))))
                .put("reading", ReadingJson.reading(watched.reading(), slugs));
    }

    /** What the desk's channel gets of claims. */
    public JsonObject readings(Sending sending, Instant sent, Beside beside) {
        var watched = sending.claims();
        var newest =
                watched.stream().flatMap(one -> one.reading().lastAt().stream()).max(Instant::compareTo);
        return new JsonObject()
                .put("kind", "readings")
                .put("at", sent.toString())
                .put("whole", sending.whole())
                .put("catchingUp", text(sending.catchingUp()))
                .put(
                        "lagMs",
                        sending.whole()
                                ? null
                                : newest.map(at -> sent.toEpochMilli() - at.toEpochMilli())
                                        .orElse(null))
                .put(
                        "claims",
                        DiscussionJson.array(
                                watched,
                                one -> new JsonObject()
                                        .put("slug", one.claim().slug())
                                        .put(
                                                "outside",
                                                beside.outside()
                                                        .getOrDefault(
                                                                one.claim().id(), 0))
                                        .put("reading", ReadingJson.reading(one.reading(), slugs))));
    }

    /** What was done with a claim, as the desks are told. */
    public JsonObject changed(Watched watched, ClaimAct act, Beside beside) {
        return new JsonObject()
                .put("kind", "claim")
                .put("at", act.at().toString())
                .put("act", code(act.kind()))
                .put("by", act.by().map(RumourJson::person).orElse(null))
                .put("claim", watched(watched, beside));
    }

    /** What was done with a claim. */
    public static JsonObject act(ClaimAct act) {
        return new JsonObject()
                .put("at", act.at().toString())
                .put("act", code(act.kind()))
                .put("by", act.by().map(RumourJson::person).orElse(null))
                .put("reason", act.reason())
                .put("detail", act.detail());
    }

    /** A claim from minute to minute. */
    public static JsonObject timeline(ClaimDesk.Timeline timeline) {
        return new JsonObject()
                .put("at", timeline.at().toString())
                .put("minutes", DiscussionJson.array(timeline.minutes(), RumourJson::minute))
                .put(
                        "fan",
                        DiscussionJson.array(
                                timeline.fan(),
                                point -> new JsonObject()
                                        .put("at", point.at().toString())
                                        .put("low", point.low())
                                        .put("value", point.value())
                                        .put("high", point.high())));
    }

    private static JsonObject minute(Minutes.Minute minute) {
        return new JsonObject()
                .put("start", minute.start().toString())
                .put("carriers", minute.carriers())
                .put("mentions", minute.mentions().all())
                .put("spreads", minute.mentions().spreads())
                .put("asks", minute.mentions().asks())
                .put("denies", minute.mentions().denies())
                .put("baseline", ReadingJson.number(minute.usual().baseline()))
                .put("threshold", ReadingJson.number(minute.usual().threshold()));
    }

    /** A post that says it. */
    public JsonObject mention(Mention mention) {
        return node(mention)
                .put("parent", text(mention.from().map(Mention.From::post)))
                .put("html", mention.words());
    }

    private JsonObject node(Mention mention) {
        return new JsonObject()
                .put("post", mention.post().toString())
                .put("room", slugs.apply(mention.room()))
                .put("at", mention.at().toString())
                .put("carrier", Integer.toString(mention.carrier()))
                .put("stance", code(mention.stance()))
                .put("staff", mention.staff())
                .put("depth", mention.depth())
                .put("replies", mention.answers().all());
    }

    /** From whom to whom a claim went. */
    public JsonObject spread(Spread spread) {
        return new JsonObject()
                .put("at", spread.at().toString())
                .put("total", spread.total())
                .put(
                        "nodes",
                        DiscussionJson.array(
                                spread.nodes(),
                                mention -> node(mention)
                                        .put("parent", text(mention.from().map(Mention.From::post)))
                                        .put(
                                                "edge",
                                                mention.from()
                                                        .map(from -> code(from.edge()))
                                                        .orElse(null))))
                .put("rooms", DiscussionJson.array(spread.rooms(), this::room))
                .put("bridges", DiscussionJson.array(spread.bridges(), this::bridge))
                .put("first", text(spread.first()))
                .put("mostShared", posts(spread.mostShared()))
                .put("mostAsked", posts(spread.mostAsked()));
    }

    private JsonObject room(Spread.InRoom room) {
        return new JsonObject()
                .put("room", slugs.apply(room.room()))
                .put("firstAt", room.firstAt().toString())
                .put("carriers", room.carriers())
                .put("mentions", room.mentions());
    }

    private JsonObject bridge(Spread.Bridge bridge) {
        return new JsonObject()
                .put("post", bridge.post().toString())
                .put("from", slugs.apply(bridge.from()))
                .put("to", slugs.apply(bridge.to()))
                .put("at", bridge.at().toString())
                .put("carrier", Integer.toString(bridge.carrier()));
    }

    static JsonArray posts(List<PostId> posts) {
        return new JsonArray(posts.stream().map(PostId::toString).toList());
    }

    /** A change of level. */
    public static JsonObject change(LevelRow row) {
        return new JsonObject()
                .put("at", row.at().toString())
                .put("from", code(row.from()))
                .put("to", code(row.to()))
                .put("evidence", new JsonObject(row.evidence()));
    }

    /** How far the monitor has come. */
    public static JsonObject state(ClaimDesk.State state) {
        return new JsonObject()
                .put("at", state.at().toString())
                .put("eventAt", text(state.newest()))
                .put("catchingUp", text(state.catchingUp()))
                .put("watched", state.watched())
                .put("proposed", state.proposed())
                .put("hidden", state.hidden())
                .put("parked", state.parked())
                .put("lagMs", lag(state.lag()));
    }

    private static JsonObject lag(Lag.Quantiles lag) {
        return new JsonObject()
                .put("p50", lag.p50())
                .put("p95", lag.p95())
                .put("p99", lag.p99())
                .put("max", lag.max())
                .put("count", lag.count());
    }

    /** That staff looked who a carrier is. */
    public static JsonObject unmasking(Unmasking unmasking) {
        return new JsonObject()
                .put("at", unmasking.at().toString())
                .put("claim", unmasking.claim())
                .put("by", person(unmasking.by()))
                .put("reason", unmasking.reason());
    }

    /** A person, as everybody may see them. */
    public static JsonObject person(Actor actor) {
        return new JsonObject()
                .put("handle", actor.handle())
                .put("name", actor.name())
                .put("role", actor.role().code());
    }

    /** A constant as it is written in JSON. */
    public static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant that is written so in JSON. */
    public static <E extends Enum<E>> E constant(Class<E> type, String code) {
        return Enum.valueOf(type, code.toUpperCase(Locale.ROOT));
    }

    static @Nullable String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }
}
