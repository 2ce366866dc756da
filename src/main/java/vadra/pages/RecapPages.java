package vadra.pages;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import vadra.api.Services;
import vadra.qa.Recap;
import vadra.qa.Sitting;
import vadra.qa.Sittings;
import vadra.wire.SittingJson;

/** What came of a sitting, as a page, a feed and a text. */
final class RecapPages {
    /** The time axis, in the units of its picture. */
    private static final int AXIS_FROM = 20;

    private static final int AXIS_LENGTH = 1_000;

    private final Sittings sittings;
    private final Pages pages;

    RecapPages(Services services, Pages pages) {
        this.sittings = services.sittings();
        this.pages = pages;
    }

    void mount(Router router) {
        router.get("/qa/:qa/recap").handler(context -> pages.show(context, "recap", recap(context)));
        router.get("/qa/:qa/recap.atom").handler(context -> pages.feed(context, "recap-feed", recap(context)));
        router.get("/qa/:qa/recap.md").handler(this::text);
    }

    private Future<Map<String, Object>> recap(RoutingContext context) {
        return sittings.sitting(context.pathParam("qa"))
                .compose(one -> sittings.recap(one).map(recap -> {
                    var model = new HashMap<String, Object>();
                    model.put("one", SittingJson.sitting(one, sittings.now()).getMap());
                    // A feed turns it round.
                    model.put("settled", new ArrayList<>(recap.settled()));
                    model.put("owed", recap.owed());
                    model.put("hosting", one.isHost(Pages.readerOf(context)));
                    model.put(
                            "marks",
                            recap.settled().stream()
                                    .map(item -> mark(one, item))
                                    .toList());
                    model.put("asked", recap.settled().size() + recap.owed().size());
                    model.put("answered", recap.count("answered"));
                    model.put("declined", recap.count("declined"));
                    model.put(
                            "updated",
                            recap.settled().stream()
                                    .map(Recap.Item::movedAt)
                                    .max(Instant::compareTo)
                                    .orElse(one.startsAt()));
                    return model;
                }));
    }

    /** Where a settled question stands on the time axis; what came before or after the sitting stands at its ends. */
    private static Map<String, Object> mark(Sitting sitting, Recap.Item item) {
        long whole = Math.max(
                1, Duration.between(sitting.startsAt(), sitting.endsAt()).toSeconds());
        long at = Math.max(
                0,
                Math.min(
                        whole,
                        Duration.between(sitting.startsAt(), item.movedAt()).toSeconds()));
        return Map.of("item", item, "x", AXIS_FROM + AXIS_LENGTH * at / whole);
    }

    private void text(RoutingContext context) {
        sittings.sitting(context.pathParam("qa"))
                .compose(one -> sittings.recap(one).map(recap -> {
                    var words = pages.words(one.language());
                    return new RecapText(words, one.language(), SittingPages.base(context) + "/qa/" + one.slug())
                            .of(one, recap);
                }))
                .onSuccess(text -> context.response()
                        .putHeader("Content-Type", "text/markdown; charset=utf-8")
                        .end(text))
                .onFailure(context::fail);
    }
}
