package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vadra.alerts.Alert;
import vadra.app.TestDatabase;
import vadra.outside.Signature;
import vadra.velocity.Level;

/** What people do with alerts, and what alerts do when nobody does anything. */
class AlertsTest {
    private static final String KEY = "en nyckel som bara vi två har";

    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-11-02T08:00:00Z"));
    private final List<JsonObject> called = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private HttpServer hook;
    private TestServer server;
    private Api staff;
    private UUID claim;

    @BeforeEach
    void start() throws IOException {
        mail.start();
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/alerts", this::called);
        hook.start();
        var settings = Map.of(
                "VADRA_ALERTS_WEBHOOK_URL",
                "http://127.0.0.1:" + hook.getAddress().getPort() + "/alerts",
                "VADRA_ALERTS_WEBHOOK_KEY",
                KEY,
                "VADRA_ALERTS_SMTP_URL",
                "smtp://127.0.0.1:" + mail.getSmtp().getPort(),
                "VADRA_ALERTS_MAIL_FROM",
                "vadra@example.org");
        server = TestServer.start(TestDatabase.fresh().url(), settings, clock);
        staff = server.staff();
        assertThat(named("brand").status()).isEqualTo(201);
        claim = TestDatabase.get(server.services().desk().claims().idOf("brand"));
    }

    private void called(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var time = exchange.getRequestHeaders().getFirst("Vadra-Timestamp");
        var signature = exchange.getRequestHeaders().getFirst("Vadra-Signature");
        boolean refused = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        if (!refused) {
            Signature.check(List.of(KEY), time, signature, body, clock.instant());
            called.add(new JsonObject(new String(body, StandardCharsets.UTF_8)));
        }
        exchange.sendResponseHeaders(refused ? 503 : 200, -1);
        exchange.close();
    }

    @AfterEach
    void stop() {
        server.close();
        hook.stop(0);
        mail.stop();
    }

    private Api.Answer named(String title) {
        return staff.post(
                "/api/desk/claims",
                new JsonObject().put("title", title).put("phrases", new JsonArray().add("fattar eld")));
    }

    /** The claim rises; whichever node sees it. */
    private void rises(Instant onset) {
        TestDatabase.get(server.services()
                .desk()
                .alerts()
                .raise(new Alert.Crossing(
                        claim, "brand", "Brand", onset, clock.instant(), Level.ELEVATED, evidence())));
    }

    private static String evidence() {
        return Schemas.ASYNCAPI
                .document()
                .getJsonObject("components")
                .getJsonObject("messages")
                .getJsonObject("level")
                .getJsonArray("examples")
                .getJsonObject(0)
                .getJsonObject("payload")
                .getJsonObject("change")
                .getJsonObject("evidence")
                .encode();
    }

    private JsonArray alerts() {
        return staff.get("/api/desk/alerts?state=all").json().getJsonArray("alerts");
    }

    private JsonObject alert() {
        return alerts().getJsonObject(0);
    }

    private Api.Answer act(Api by, String what, JsonObject body) {
        return by.post("/api/desk/alerts/" + alert().getString("id") + "/" + what, body);
    }

    private void onDuty(String handle, int order, String mailTo) {
        var shift = staff.post(
                "/api/desk/duty",
                new JsonObject()
                        .put("handle", handle)
                        .put("order", order)
                        .put("from", clock.instant().toString())
                        .put("until", clock.instant().plus(Duration.ofHours(8)).toString())
                        .put("mail", mailTo));
        assertThat(shift.status()).as(shift.json().encode()).isEqualTo(201);
    }

    private List<String> events() {
        var full = staff.get("/api/desk/alerts/" + alert().getString("id")).json();
        assertThat(Schemas.OPENAPI.errors("AlertInFull", full)).isEmpty();
        return full.getJsonArray("events").stream()
                .map(JsonObject.class::cast)
                .map(event -> event.getString("kind"))
                .toList();
    }

    @Test
    void ofTenWhoAcknowledgeInOneMomentOneWins() {
        rises(clock.instant());
        var people =
                IntStream.range(0, 10).mapToObj(n -> server.staff("vakt-" + n)).toList();
        var answers = AtOnce.all(
                10, n -> act(people.get(n), "acknowledge", new JsonObject()).status());
        assertThat(answers).containsOnly(200, 409);
        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(events()).containsExactly("raised", "acknowledged");
    }

    @Test
    void ofTwoWhoAcknowledgeOneWinsAndTheOtherLearnsWho() {
        rises(clock.instant());
        var bo = server.staff("bo");
        assertThat(act(bo, "acknowledge", new JsonObject()).status()).isEqualTo(200);
        var second = act(staff, "acknowledge", new JsonObject());
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem()).isEqualTo("taken");
        assertThat(second.json().getJsonObject("by").getString("handle")).isEqualTo("bo");
        assertThat(Schemas.OPENAPI.errors("Problem", second.json())).isEmpty();
        assertThat(act(bo, "acknowledge", new JsonObject()).status()).isEqualTo(200);
        assertThat(act(bo, "own", new JsonObject()).status()).isEqualTo(200);
        assertThat(act(staff, "own", new JsonObject())
                        .json()
                        .getJsonObject("by")
                        .getString("handle"))
                .isEqualTo("bo");
        assertThat(act(staff, "own", new JsonObject().put("from", "bo")).status())
                .isEqualTo(200);
        assertThat(alert().getJsonObject("owner").getString("handle")).isEqualTo("staff");
        assertThat(events()).containsExactly("raised", "acknowledged", "owned", "owned");
    }

    @Test
    void anExcursionHasOneAlertEvenWhenItIsClosedWhileItGoesOnAndTheNextOneHasItsOwn() {
        var onset = clock.instant();
        rises(onset);
        rises(onset);
        rises(onset.plusSeconds(20));
        assertThat(alerts()).hasSize(1);
        clock.step(Duration.ofMinutes(10));
        var verdict = new JsonObject().put("verdict", "false").put("reason", "Det var en kampanj.");
        assertThat(act(staff, "close", verdict).status()).isEqualTo(200);
        assertThat(act(server.staff("bo"), "close", verdict).problem()).isEqualTo("taken");
        // The log is counted again, and the excursion seems to begin a little later or earlier.
        rises(onset.plusSeconds(1));
        rises(onset.minusSeconds(1));
        assertThat(alerts()).hasSize(1);
        rises(clock.instant().plusSeconds(1));
        assertThat(alerts()).hasSize(2);
        var figures = staff.get("/api/desk/alerts/figures").json();
        assertThat(Schemas.OPENAPI.errors("AlertFigures", figures)).isEmpty();
        assertThat(figures.getInteger("raised")).isEqualTo(2);
        assertThat(figures.getInteger("closedFalse")).isEqualTo(1);
        assertThat(figures.getJsonObject("precision").getDouble("value")).isZero();
        // A false alarm makes the claim harder to alert of.
        assertThat(staff.get("/api/desk/claims/brand").json().getString("alertFrom"))
                .isEqualTo("critical");
    }

    @Test
    void whatNobodyAcknowledgesClimbsFromOneToTheNextAlsoByMailAndAcknowledgingEndsIt() throws Exception {
        assertThat(server.staff("bo").get("/api/desk/duty").status()).isEqualTo(200);
        onDuty("staff", 1, "forsta@example.org");
        onDuty("bo", 2, "andra@example.org");
        rises(clock.instant());
        assertThat(alert().getJsonObject("dutyWith").getString("handle")).isEqualTo("staff");
        Wait.until("the first gets mail", () -> mail.getReceivedMessages().length == 1);
        assertThat(alert().getInteger("climbed")).isZero();
        clock.step(Duration.ofSeconds(301));
        Wait.until("it climbs", () -> alert().getInteger("climbed") == 1);
        assertThat(alert().getJsonObject("dutyWith").getString("handle")).isEqualTo("bo");
        Wait.until("the second gets mail", () -> mail.getReceivedMessages().length == 2);
        assertThat(mail.getReceivedMessages()[1].getAllRecipients()[0]).hasToString("andra@example.org");
        assertThat(mail.getReceivedMessages()[1].getSubject()).contains("Brand");
        assertThat(act(staff, "acknowledge", new JsonObject()).status()).isEqualTo(200);
        clock.step(Duration.ofMinutes(15));
        Wait.pause(1_500);
        assertThat(alert().getInteger("climbed")).isEqualTo(1);
    }

    @Test
    void aSnoozeNeedsAReasonIsSilentAndThenItBeginsAnew() {
        onDuty("staff", 1, "");
        rises(clock.instant());
        var until = clock.instant().plus(Duration.ofHours(1)).toString();
        assertThat(act(staff, "snooze", new JsonObject().put("until", until)).problem())
                .isEqualTo("invalid");
        var far = clock.instant().plus(Duration.ofDays(30)).toString();
        assertThat(act(staff, "snooze", new JsonObject().put("until", far).put("reason", "orkar inte"))
                        .problem())
                .isEqualTo("invalid");
        assertThat(act(staff, "snooze", new JsonObject().put("until", until).put("reason", "väntar besked"))
                        .json()
                        .getString("state"))
                .isEqualTo("snoozed");
        clock.step(Duration.ofMinutes(50));
        Wait.pause(1_500);
        assertThat(alert().getInteger("climbed")).isZero();
        clock.step(Duration.ofMinutes(11));
        Wait.until("it wakes", () -> alert().getString("state").equals("open"));
        assertThat(events()).endsWith("snoozed", "woke");
        assertThat(act(staff, "note", new JsonObject().put("text", "Ringde kundtjänst."))
                        .status())
                .isEqualTo(200);
        assertThat(events()).endsWith("noted");
    }

    @Test
    void theWebhookGetsEachOccasionInAlertmanagersFormAndIsTriedAgainWhenItRefuses() {
        refusals.set(1);
        rises(clock.instant());
        Wait.until("it was refused once", () -> refusals.get() == 0);
        Wait.until(
                "that is seen",
                () -> deliveries().getInteger("tries") == 1 && deliveries().getString("error") != null);
        assertThat(called).isEmpty();
        clock.step(Duration.ofSeconds(6));
        Wait.until("it is sent again", () -> called.size() == 1);
        var sent = called.get(0);
        assertThat(sent.getString("version")).isEqualTo("4");
        assertThat(sent.getString("status")).isEqualTo("firing");
        var one = sent.getJsonArray("alerts").getJsonObject(0);
        assertThat(one.getJsonObject("labels").getString("claim")).isEqualTo("brand");
        assertThat(one.getJsonObject("labels").getString("severity")).isEqualTo("elevated");
        assertThat(one.getString("fingerprint")).matches("[0-9a-f]{16}");
        var verdict = new JsonObject().put("verdict", "true").put("reason", "Vi har svarat.");
        assertThat(act(staff, "close", verdict).status()).isEqualTo(200);
        Wait.until("the end is told", () -> called.size() == 2);
        assertThat(called.get(1).getString("status")).isEqualTo("resolved");
        assertThat(deliveries().getString("status")).isEqualTo("sent");
    }

    private JsonObject deliveries() {
        return staff.get("/api/desk/alerts/" + alert().getString("id"))
                .json()
                .getJsonArray("deliveries")
                .getJsonObject(0);
    }
}
