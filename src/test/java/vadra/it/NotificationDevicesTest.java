package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vadra.core.MemberId;
import vadra.notifications.Tidings;

/** What members are told, on their devices and at their hours, within its bounds, and to nobody else. */
class NotificationDevicesTest extends NotificationHouse {
    @Test
    void whatIsReadOnOneDeviceIsReadOnTheOtherAtOnceOnWhicheverServer() {
        try (var phone = asta.alsoAs("telefon");
                var desk = Person.signedIn("dator", asta.api().at(south.url()), history)) {
            var devices = List.of(phone, desk);
            devices.forEach(this::listens);
            bo.says("Hej @asta-" + id);
            devices.forEach(this::hearsOfOne);
            puts(
                    phone,
                    LIST,
                    new JsonObject()
                            .put(
                                    "numbers",
                                    new JsonArray().add(told(asta).get(0).getLong("n"))),
                    204);
            for (var device : devices) {
                Wait.until(
                        device.name() + " hears it is read",
                        () -> last(device).orElseThrow().getInteger("unread") == 0);
                assertThat(device.live().heard("me:asta-" + id).stream()
                                .mapToInt(news -> news.getInteger("fresh"))
                                .sum())
                        .as("said once")
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void inQuietHoursAllOfItIsInTheListAndIsSaidWhenTheyEnd() {
        try (var page = asta.alsoAs("sida")) {
            page.live().open();
            page.live().listen("me:asta-" + id);
            var quiet = new JsonObject().put("from", "00:00").put("until", "23:59");
            puts(asta, CHOICES, choices(asta).put("quiet", quiet), 200);
            bo.says("Natt @asta-" + id);
            bo.says("Natt igen @asta-" + id);
            heard();
            assertThat(told(asta)).hasSize(2);
            var cia = Person.joins(north.url(), "cia-" + id, history);
            // News of another member came through after these were written.
            cia.live().open();
            cia.live().listen("me:cia-" + id);
            bo.says("Dag @cia-" + id);
            Wait.until("cia hears", () -> !cia.live().heard("me:cia-" + id).isEmpty());
            assertThat(page.live().heard("me:asta-" + id)).isEmpty();
            puts(asta, CHOICES, choices(asta).put("quiet", null), 200);
            Wait.until(
                    "it is said",
                    () -> last(page)
                            .filter(news -> news.getInteger("fresh") == 2)
                            .isPresent());
            cia.close();
        }
    }

    @Test
    void anotherRoomOfTheHouseTellsAThingOnceAndAnEventThatCannotBeToldOfIsLeftAside() {
        var notifications = north.services().people().notifications();
        var tidings = new Tidings("contact-asked", "contact:" + id, idOf(bo), null, "/people/bo-" + id);
        assertThat(get(notifications.tell(new MemberId(idOf(asta)), tidings))).isTrue();
        assertThat(get(notifications.tell(new MemberId(idOf(asta)), tidings))).isFalse();
        assertThat(told(asta)).singleElement().satisfies(one -> {
            assertThat(one.getString("link")).isEqualTo("/people/bo-" + id);
            assertThat(one.getJsonObject("by").getString("name")).isEqualTo("bo-" + id);
        });
        long before = one("SELECT count(*) FROM notification_parked");
        var post = bo.says("Hej @asta-" + id);
        get(owner.query("""
                SET session_replication_role = replica;
                INSERT INTO event SELECT room_id, seq + 1, recorded_at, kind, '{"kind":"post.created","post":"sönder"}'
                FROM event WHERE seq = 1 AND room_id = (SELECT room_id FROM post WHERE id = '%s');
                UPDATE room SET last_seq = 2 WHERE id = (SELECT room_id FROM post WHERE id = '%s');
                RESET session_replication_role""".formatted(post, post)).execute());
        bo.says("Hej igen @asta-" + id);
        heard();
        assertThat(kinds(asta)).containsExactly("mention", "mention", "contact-asked");
        assertThat(one("SELECT count(*) FROM notification_parked")).isEqualTo(before + 1);
    }

    @Test
    void nobodyReadsAnothersAndGuestsReadNone() {
        bo.says("Hej @asta-" + id);
        heard();
        long n = told(asta).get(0).getLong("n");
        puts(bo, LIST, new JsonObject().put("numbers", new JsonArray().add(n)), 204);
        assertThat(page(asta).getInteger("unread")).isEqualTo(1);
        assertThat(told(bo)).isEmpty();
        var guest = new Api(north.url(), Optional.empty());
        for (var path : List.of(LIST, CHOICES)) {
            assertThat(guest.get(path).status()).isEqualTo(401);
            assertThat(guest.write("PUT", path, choices(asta), "k").status()).isIn(400, 401);
        }
        assertThat(guest.write(
                                "PUT",
                                "/api/me/mail",
                                new JsonObject().put("address", "a@b.se").put("language", "sv"),
                                "k")
                        .status())
                .isEqualTo(401);
        assertThat(Api.send(HttpRequest.newBuilder(north.url().resolve("/me/notifications")))
                        .response()
                        .body())
                .doesNotContain("asta-" + id);
    }

    @Test
    void theListHasTheFiveHundredNewestOfNinetyDays() {
        var who = idOf(asta);
        get(owner.query("""
                INSERT INTO notification (member_id, kind, key, about, at)
                SELECT '%s', 'circle', 'k' || i, '{"link": "/"}', now() - make_interval(days => i / 10) FROM generate_series(1, 1000) i
                """.formatted(who)).execute());
        get(north.services().people().notifications().tidy());
        assertThat(one("SELECT count(*) FROM notification WHERE member_id = '" + who + "'"))
                .isEqualTo(500);
        get(owner.query("UPDATE notification SET at = now() - interval '91 days' WHERE member_id = '" + who + "'")
                .execute());
        get(north.services().people().notifications().tidy());
        assertThat(told(asta)).isEmpty();
        assertThat(IntStream.range(0, 201)
                        .map(i -> asta.api()
                                .write(
                                        "PUT",
                                        CHOICES + "/thread/" + asta.says("t" + i),
                                        new JsonObject().put("level", "none"),
                                        "k")
                                .status())
                        .filter(status -> status == 409)
                        .count())
                .as("at most 200 places")
                .isEqualTo(1);
    }

    @Test
    void hoursAndZonesThatAreNoneAreRefused() {
        var hours = new JsonObject().put("from", "25:00").put("until", "07:00");
        for (var bad : List.of(choices(asta).put("quiet", hours), choices(asta).put("zone", "Mars/Olympus"))) {
            assertThat(asta.api().write("PUT", CHOICES, bad, "k").problem()).isEqualTo("invalid");
        }
    }

    private void listens(Person device) {
        device.live().open();
        assertThat(device.live().listen("me:asta-" + id).containsKey("subscribe"))
                .isTrue();
    }

    private void hearsOfOne(Person device) {
        Wait.until(
                device.name() + " hears",
                () -> last(device)
                        .filter(news -> news.getInteger("unread") == 1)
                        .isPresent());
        var news = new JsonObject(last(device).orElseThrow().encode());
        news.remove("heardNanos");
        assertThat(Schemas.ASYNCAPI.errors("NotificationsTold", news)).isEmpty();
    }
}
