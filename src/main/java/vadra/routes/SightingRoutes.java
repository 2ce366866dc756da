package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.api.StaffOperations;
import vadra.core.Times;
import vadra.outside.Addresses;
import vadra.outside.Signature;
import vadra.sightings.Feed;
import vadra.sightings.Sighting;
import vadra.sightings.SightingService;
import vadra.wire.AlertJson;
import vadra.wire.DiscussionJson;
import vadra.wire.RumourJson;

/** The part of the HTTP API that is about what was seen outside of the network. */
final class SightingRoutes {
    private static final int SIGHTINGS = 50;

    private final SightingService sightings;
    private final List<String> keys;
    private final Clock clock;

    SightingRoutes(Services services) {
        this.sightings = services.desk().sightings();
        this.keys = services.desk().hookKeys();
        this.clock = services.clock();
    }

    void mount(Operations api) {
        var staff = new StaffOperations(api);
        staff.on("listSightings", this::list);
        staff.on("addSighting", this::add);
        staff.on("assignSighting", this::assign);
        staff.on("listFeeds", call -> sightings.feeds().map(SightingRoutes::feeds));
        staff.on("addFeed", this::addFeed);
        staff.on("removeFeed", call -> sightings.removeFeed(call.id("feed")).map(done -> Answer.empty()));
        api.on("receiveSighting", this::receive);
    }

    private Future<Answer> list(Call call) {
        int limit = call.queryNumber("limit").map(Math::toIntExact).orElse(SIGHTINGS);
        return sightings
                .list(call.query("claim").orElse(""), call.queryFlag("loose"), limit)
                .map(all ->
                        Answer.ok(new JsonObject().put("sightings", DiscussionJson.array(all, AlertJson::sighting))));
    }

    private Future<Answer> add(Call call) {
        var claim = Optional.ofNullable(call.body().getString("claim"));
        return sightings
                .add(call.staff(), claim, seen(call), seenAt(call))
                .map(one -> Answer.created(AlertJson.sighting(one)));
    }

    private Future<Answer> assign(Call call) {
        return sightings.assign(call.id("sighting"), claims(call)).map(one -> Answer.ok(AlertJson.sighting(one)));
    }

    private static Answer feeds(List<Feed> feeds) {
        return Answer.ok(new JsonObject().put("feeds", DiscussionJson.array(feeds, AlertJson::feed)));
    }

    private Future<Answer> addFeed(Call call) {
        return sightings
                .addFeed(call.staff(), Addresses.url(call.body().getString("url")), source(call))
                .map(feed -> Answer.created(AlertJson.feed(feed)));
    }

    private Future<Answer> receive(Call call) {
        Signature.check(
                keys,
                call.header("Vadra-Timestamp").orElse("0"),
                call.header("Vadra-Signature").orElse(""),
                call.raw(),
                clock.instant());
        return sightings
                .receive(call.body().getString("id"), seen(call), seenAt(call))
                .map(id -> new Answer(202, new JsonObject().put("id", id.toString()), Map.of()));
    }

    private static List<String> claims(Call call) {
        return call.body().getJsonArray("claims").stream()
                .map(String.class::cast)
                .toList();
    }

    private static Sighting.Source source(Call call) {
        return RumourJson.constant(Sighting.Source.class, call.body().getString("source"));
    }

    private static Sighting.Seen seen(Call call) {
        var body = call.body();
        return new Sighting.Seen(
                source(call),
                body.getString("title"),
                Optional.ofNullable(body.getString("url")).filter(url -> !url.isBlank()),
                body.getString("note", ""));
    }

    private static Optional<Instant> seenAt(Call call) {
        return Optional.ofNullable(call.body().getString("seenAt")).map(text -> Times.read("seenAt", text));
    }
}
