package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;
import static vadra.it.ContactActs.allowed;
import static vadra.it.ContactActs.ask;
import static vadra.it.ContactActs.end;
import static vadra.it.ContactActs.filter;
import static vadra.it.ContactActs.heard;
import static vadra.it.ContactActs.joins;
import static vadra.it.ContactActs.listener;
import static vadra.it.ContactActs.on;
import static vadra.it.ContactActs.put;
import static vadra.it.ContactActs.told;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.core.MemberId;

/** Mutes and word filters act for the member on all their devices, and for nobody else; and everything has a bound. */
class BoundariesTest {
    private static final TestServer SERVER = TestServer.start();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aMuteActsOnAllOwnDevicesAndIsKnownToNobodyElse() {
        try (var asta = listener(SERVER, "asta-m");
                var phone = asta.alsoAs("telefonen");
                var bo = listener(SERVER, "bo-m")) {
            phone.live().open();
            phone.live().listen("me:asta-m");
            var until = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
            allowed(put(asta.api(), "/api/me/mutes/bo-m", new JsonObject().put("until", until.toString())));
            hears(phone, one -> one.getJsonObject("relation").getBoolean("muted"));
            assertThat(wantsToHear("asta-m", "bo-m")).isFalse();
            assertThat(wantsToHear("bo-m", "asta-m")).isTrue();
            ask(bo.api(), "asta-m", "Hej");
            assertThat(told(asta, "bo-m", "asked").getString("told")).isNull();
            told(bo, "asta-m", "asking");
            assertThat(heard(bo)).noneMatch(one -> one.getJsonObject("relation").getBoolean("muted"));
            assertThat(asta.api().get("/api/me/folds").json().getJsonObject("muted"))
                    .isEqualTo(new JsonObject().put("bo-m", until.toString()));
            allowed(asta.api().delete("/api/me/mutes/bo-m"));
            assertThat(asta.api().get("/api/me/mutes").json().getJsonArray("mutes"))
                    .isEmpty();
            assertThat(wantsToHear("asta-m", "bo-m")).isTrue();
        }
    }

    @Test
    void aFilterIsKeptOnceInOneFormAndFollowsToOtherDevices() {
        try (var asta = listener(SERVER, "asta-f");
                var phone = asta.alsoAs("telefonen")) {
            phone.live().open();
            phone.live().listen("me:asta-f");
            var kept = put(asta.api(), "/api/me/filter", filter("  Spoiler ", "SPOILER", "Säsong  två"));
            assertThat(kept.json().getJsonArray("words")).containsExactly("spoiler", "säsong två");
            hears(
                    phone,
                    one -> one.getString("kind").equals("filter")
                            && one.getJsonArray("words").equals(kept.json().getJsonArray("words")));
            allowed(put(asta.api(), "/api/me/filter", filter()));
            assertThat(phone.api().get("/api/me/filter").json().getJsonArray("words"))
                    .isEmpty();
        }
    }

    @Test
    void whatIsOutOfBoundsIsRefused() {
        var asta = joins(SERVER, "asta-o");
        joins(SERVER, "bo-o");
        for (var own : List.of("contacts", "blocks", "mutes")) {
            isRefused(asta, own + "/asta-o", new JsonObject(), 400);
            isRefused(asta, own + "/finns-inte", new JsonObject(), 404);
        }
        isRefused(asta, "contacts/bo-o", new JsonObject().put("words", "x".repeat(301)), 400);
        isRefused(asta, "contacts/bo-o", new JsonObject().put("words", "dold\u202Etext"), 400);
        for (var until : List.of("2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "i morgon")) {
            isRefused(asta, "mutes/bo-o", new JsonObject().put("until", until), 400);
        }
        var many = IntStream.range(0, 101).mapToObj(n -> "ord" + n).toArray(String[]::new);
        isRefused(asta, "filter", filter(many), 400);
        isRefused(asta, "filter", filter("***"), 400);
        isRefused(asta, "filter", filter("x".repeat(61)), 400);
        assertThat(end(asta, "bo-o").getString("state")).isEqualTo("none");
    }

    @Test
    void twentyPeopleAreAskedInADayAndTheNextOneIsToldWhen() {
        var asta = joins(SERVER, "asta-d");
        IntStream.range(0, 21).forEach(n -> joins(SERVER, "manga-" + n));
        IntStream.range(0, 20).forEach(n -> ask(asta, "manga-" + n, ""));
        end(asta, "manga-0");
        var refused = put(asta, "/api/me/contacts/manga-20", new JsonObject());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().getString("limit")).isEqualTo("askings-a-day");
        assertThat(refused.json().getLong("retryAfterMs")).isBetween(86_000_000L, 86_400_000L);
    }

    private static void isRefused(Api api, String path, JsonObject body, int status) {
        var answer = put(api, "/api/me/" + path, body);
        assertThat(answer.status()).as(path + body.encode()).isEqualTo(status);
    }

    private static void hears(Person phone, Predicate<JsonObject> what) {
        var channel =
                phone.api().get("/api/session").json().getJsonObject("member").getString("handle");
        Wait.until("the phone hears of it", () -> on(phone, channel).stream().anyMatch(what));
    }

    private static boolean wantsToHear(String listener, String of) {
        return get(SERVER.services().people().contacts().wantsToHear(id(listener), id(of)));
    }

    private static MemberId id(String handle) {
        return get(SERVER.services().community().person(handle)).id();
    }
}
