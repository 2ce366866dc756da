package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.core.MemberId;
import vadra.history.History;
import vadra.notifications.Tidings;

/** What members are told, on two whole servers: of what they chose, once, while it stands, and nobody else. */
class NotificationsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer NORTH = TestServer.start(DATABASE.url(), Map.of());
    private static final TestServer SOUTH = TestServer.start(DATABASE.url(), Map.of());
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool OWNER = DATABASE.pool(VERTX);
    private static final Moderation STAFF = new Moderation(NORTH);
    private static final String LIST = "/api/me/notifications";
    private static final String CHOICES = "/api/me/notification-choices";

    private final History history = new History();
    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String room = "rum-" + id;
    private final Person asta = Person.joins(NORTH.url(), "asta-" + id, history).startsRoom(room);
    private final Person bo = Person.joins(SOUTH.url(), "bo-" + id, history).entersQuietly(room);

    @AfterAll
    static void stop() {
        get(VERTX.close());
        NORTH.close();
        SOUTH.close();
    }

    private static JsonObject page(Person who) {
        var answer = who.api().get(LIST);
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
        return answer.json();
    }

    private static List<JsonObject> told(Person who) {
        var all = page(who).getJsonArray("notifications").stream()
                .map(JsonObject.class::cast)
                .toList();
        assertThat(all)
                .allSatisfy(one -> assertThat(Schemas.OPENAPI.errors("Notification", new JsonObject(one.encode())))
                        .isEmpty());
        return all;
    }

    private static List<String> kinds(Person who) {
        return told(who).stream().map(one -> one.getString("kind")).toList();
    }

    /** Everybody has been told of all that was said by now. */
    private static void heard() {
        Wait.until("all is heard", () -> one("""
                SELECT count(*) FROM room LEFT JOIN notification_heard ON room_id = room.id
                WHERE last_seq > coalesce(seq, 0)""") == 0);
    }

    private static long one(String sql) {
        return get(OWNER.query(sql).execute()).iterator().next().getLong(0);
    }

    @CanIgnoreReturnValue
    private static Api.Answer puts(Person who, String path, JsonObject body, int status) {
        var answer = who.api().write("PUT", path, body, "k");
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(status);
        return answer;
    }

    private void chooses(Person who, String kind, String name, String level) {
        puts(who, CHOICES + "/" + kind + "/" + name, new JsonObject().put("level", level), 204);
    }

    private static JsonObject choices(Person who) {
        var chosen = who.api().get(CHOICES).json();
        assertThat(Schemas.OPENAPI.errors("NotificationChoices", chosen)).isEmpty();
        List.of("places", "address", "asked", "mailOpen").forEach(chosen::remove);
        return chosen;
    }

    private static UUID idOf(Person who) {
        return get(OWNER.query("SELECT id FROM member WHERE handle = '" + who.name() + "'")
                        .execute())
                .iterator()
                .next()
                .getUUID(0);
    }

    @Test
    void aReplyAndAMentionAreToldOnceEachWithThePlaceAndNobodyTellsThemselves() {
        var post = asta.says("Vad brygger ni på?");
        var reply = bo.replies(post, "En bryggare, @asta-" + id);
        bo.says("Hej @asta-" + id + " och @bo-" + id);
        asta.replies(post, "Tack");
        heard();
        assertThat(kinds(asta)).containsExactly("mention", "reply");
        assertThat(told(bo)).isEmpty();
        var one = told(asta).get(1);
        assertThat(one.getString("link")).isEqualTo("/rooms/" + room + "#p-" + reply);
        assertThat(one.getJsonObject("by").getString("handle")).isEqualTo("bo-" + id);
        assertThat(one.getJsonObject("place").getString("thread")).isEqualTo(post);
        assertThat(page(asta).getInteger("unread")).isEqualTo(2);
    }

    @Test
    void whoIsNamedLaterIsToldThenAndWhoWasToldIsNotToldAgain() {
        var post = bo.says("Fråga @asta-" + id);
        heard();
        bo.edits(post, "Fråga @asta-" + id + " eller @cia-" + id);
        bo.edits(post, "Fråga @asta-" + id + " och @cia-" + id + "!");
        var cia = Person.joins(NORTH.url(), "cia-" + id, history);
        heard();
        assertThat(kinds(asta)).containsExactly("mention");
        assertThat(told(cia)).as("joined after it was said").isEmpty();
        bo.edits(post, "Fråga @cia-" + id);
        heard();
        assertThat(kinds(cia)).containsExactly("mention");
    }

    @Test
    void aRoomThatIsFollowedIsOneNotificationUntilItIsRead() {
        chooses(asta, "room", room, "all");
        var first = bo.says("ett");
        bo.says("två");
        bo.replies(first, "tre");
        heard();
        assertThat(told(asta)).singleElement().satisfies(one -> {
            assertThat(one.getString("kind")).isEqualTo("room");
            assertThat(one.getInteger("times")).isEqualTo(3);
            assertThat(one.getJsonObject("place").getString("post")).isEqualTo(first);
        });
        bo.withdraws(first);
        assertThat(told(asta).get(0).getInteger("times"))
                .as("what was taken back is not counted")
                .isEqualTo(2);
        puts(asta, LIST, new JsonObject().put("room", room), 204);
        bo.says("fyra");
        heard();
        assertThat(told(asta)).hasSize(2);
        assertThat(page(asta).getInteger("unread")).isEqualTo(1);
        chooses(asta, "room", room, "none");
        bo.says("fem @asta-" + id);
        heard();
        assertThat(told(asta)).hasSize(2);
    }

    @Test
    void whoTakesPartInAThreadHearsOfItWhenTheyWantToAndLeavesItInOneClick() {
        var post = bo.says("Tråden");
        asta.replies(post, "Med");
        var cia = Person.joins(NORTH.url(), "cia-" + id, history).entersQuietly(room);
        cia.replies(post, "tyst för den som inget valt");
        heard();
        assertThat(told(asta)).isEmpty();
        puts(asta, CHOICES, choices(asta).put("off", new JsonArray()), 200);
        cia.replies(post, "a");
        cia.replies(post, "b");
        heard();
        assertThat(told(asta)).singleElement().satisfies(one -> {
            assertThat(one.getString("kind")).isEqualTo("thread");
            assertThat(one.getInteger("times")).isEqualTo(2);
        });
        chooses(asta, "thread", told(asta).get(0).getJsonObject("place").getString("post"), "none");
        puts(asta, LIST, new JsonObject().put("upTo", Long.MAX_VALUE), 204);
        cia.replies(post, "@asta-" + id + " hör inte det här");
        heard();
        assertThat(told(asta)).hasSize(1);
        assertThat(asta.api()
                        .get(CHOICES)
                        .json()
                        .getJsonArray("places")
                        .getJsonObject(0)
                        .getString("name"))
                .as("by its first post")
                .isEqualTo(post);
    }

    @Test
    void whatIsTakenBackHiddenBlockedOrMutedIsToldToNobodyAndComesBackWithItsPost() {
        var post = asta.says("Något");
        var gone = bo.replies(post, "hemliga ord");
        var hidden = bo.replies(post, "dolda ord");
        bo.replies(post, "ord som står");
        heard();
        assertThat(told(asta)).hasSize(3);
        bo.withdraws(gone);
        var row = STAFF.acts(hidden, 3);
        assertThat(page(asta).encode())
                .contains("ord som står")
                .doesNotContain("hemliga")
                .doesNotContain("dolda");
        assertThat(page(asta).getInteger("unread")).isEqualTo(1);
        STAFF.reverses(row, "It is a public place.");
        assertThat(told(asta)).hasSize(2);
        for (var table : List.of("block (member_id, blocked_id, at)", "mute (member_id, muted_id, at)")) {
            get(OWNER.query("INSERT INTO " + table + " VALUES ('" + idOf(asta) + "', '" + idOf(bo) + "', now())")
                    .execute());
            assertThat(told(asta)).as(table).isEmpty();
            bo.replies(post, "medan " + table);
            heard();
            get(OWNER.query("DELETE FROM " + table.split(" ", 2)[0]).execute());
            assertThat(told(asta)).as("not told afterwards").hasSize(2);
        }
    }

    @Test
    void aPseudonymIsToldAsOneWhomeverIBlockAndItsOwnerHearsOfReplies() {
        var asked = bo.asks("Vem vet?", true);
        asta.replies(asked, "Jag");
        var reply = asta.says("Fråga mer");
        get(OWNER.query("INSERT INTO block VALUES ('" + idOf(asta) + "', '" + idOf(bo) + "', now())")
                .execute());
        var body = new JsonObject()
                .put("text", "Svar @asta-" + id)
                .put("question", true)
                .put("alias", true);
        assertThat(bo.api().post("/api/rooms/" + room + "/posts", body).status())
                .isEqualTo(201);
        heard();
        assertThat(told(asta)).singleElement().satisfies(one -> {
            assertThat(one.getJsonObject("by").getValue("handle")).isNull();
            assertThat(one.encode()).doesNotContain("bo-" + id).doesNotContain(idOf(bo).toString());
        });
        assertThat(told(bo)).as("whom they block is not heard").isEmpty();
        assertThat(reply).isNotEmpty();
    }

    @Test
    void whatIsReadOnOneDeviceIsReadOnTheOtherAtOnceOnWhicheverServer() {
        try (var phone = asta.alsoAs("telefon");
                var desk = Person.signedIn("dator", asta.api().at(SOUTH.url()), history)) {
            for (var device : List.of(phone, desk)) {
                device.live().open();
                assertThat(device.live().listen("me:asta-" + id).containsKey("subscribe"))
                        .isTrue();
            }
            bo.says("Hej @asta-" + id);
            for (var device : List.of(phone, desk)) {
                Wait.until(
                        device.name() + " hears",
                        () -> last(device)
                                .filter(news -> news.getInteger("unread") == 1)
                                .isPresent());
                assertThat(Schemas.ASYNCAPI.errors(
                                "NotificationsTold",
                                new JsonObject(last(device).orElseThrow().encode())))
                        .isEmpty();
            }
            puts(
                    phone,
                    LIST,
                    new JsonObject()
                            .put(
                                    "numbers",
                                    new JsonArray().add(told(asta).get(0).getLong("n"))),
                    204);
            for (var device : List.of(phone, desk)) {
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

    private Optional<JsonObject> last(Person device) {
        var all = device.live().heard("me:asta-" + id);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    @Test
    void inQuietHoursAllOfItIsInTheListAndIsSaidWhenTheyEnd() {
        try (var page = asta.alsoAs("sida")) {
            page.live().open();
            page.live().listen("me:asta-" + id);
            var quiet = new JsonObject().put("from", "00:00").put("until", "23:59");
            var bad = choices(asta)
                    .put("quiet", new JsonObject().put("from", "25:00").put("until", "07:00"));
            assertThat(asta.api().write("PUT", CHOICES, bad, "k").problem()).isEqualTo("invalid");
            assertThat(asta.api()
                            .write("PUT", CHOICES, choices(asta).put("zone", "Mars/Olympus"), "k")
                            .problem())
                    .isEqualTo("invalid");
            puts(asta, CHOICES, choices(asta).put("quiet", quiet), 200);
            bo.says("Natt @asta-" + id);
            bo.says("Natt igen @asta-" + id);
            heard();
            assertThat(told(asta)).hasSize(2);
            var cia = Person.joins(NORTH.url(), "cia-" + id, history);
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
        var notifications = NORTH.services().people().notifications();
        var tidings = new Tidings("contact-asked", "contact:" + id, idOf(bo), null, "/people/bo-" + id);
        assertThat(get(notifications.tell(new MemberId(idOf(asta)), tidings))).isTrue();
        assertThat(get(notifications.tell(new MemberId(idOf(asta)), tidings))).isFalse();
        assertThat(told(asta)).singleElement().satisfies(one -> {
            assertThat(one.getString("link")).isEqualTo("/people/bo-" + id);
            assertThat(one.getJsonObject("by").getString("name")).isEqualTo("bo-" + id);
        });
        long before = one("SELECT count(*) FROM notification_parked");
        var post = bo.says("Hej @asta-" + id);
        get(OWNER.query("""
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
        var guest = new Api(NORTH.url(), Optional.empty());
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
        assertThat(Api.send(NORTH_PAGE).response().body()).doesNotContain("asta-" + id);
    }

    private static final java.net.http.HttpRequest.Builder NORTH_PAGE =
            java.net.http.HttpRequest.newBuilder(NORTH.url().resolve("/me/notifications"));

    @Test
    void theListHasTheFiveHundredNewestOfNinetyDays() {
        var who = idOf(asta);
        get(OWNER.query("""
                INSERT INTO notification (member_id, kind, key, about, at)
                SELECT '%s', 'circle', 'k' || i, '{"link": "/"}', now() - make_interval(days => i / 10) FROM generate_series(1, 1000) i
                """.formatted(who)).execute());
        get(NORTH.services().people().notifications().tidy());
        assertThat(one("SELECT count(*) FROM notification WHERE member_id = '" + who + "'"))
                .isEqualTo(500);
        get(OWNER.query("UPDATE notification SET at = now() - interval '91 days' WHERE member_id = '" + who + "'")
                .execute());
        get(NORTH.services().people().notifications().tidy());
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
}
