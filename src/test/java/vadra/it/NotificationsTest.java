package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What members are told, on two whole servers: of what they chose, once, while it stands. */
class NotificationsTest extends NotificationHouse {
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
        var cia = Person.joins(north.url(), "cia-" + id, history);
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
        var cia = Person.joins(north.url(), "cia-" + id, history).entersQuietly(room);
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
        puts(asta, LIST, new JsonObject().put("upTo", (1L << 53) - 1), 204);
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
        var row = staff.acts(hidden, 3);
        assertThat(page(asta).encode())
                .contains("ord som står")
                .doesNotContain("hemliga")
                .doesNotContain("dolda");
        assertThat(page(asta).getInteger("unread")).isEqualTo(1);
        staff.reverses(row, "It is a public place.");
        assertThat(told(asta)).hasSize(2);
        for (var table : List.of("block (member_id, blocked_id, at)", "mute (member_id, muted_id, at)")) {
            get(owner.query("INSERT INTO " + table + " VALUES ('" + idOf(asta) + "', '" + idOf(bo) + "', now())")
                    .execute());
            assertThat(told(asta)).as(table).isEmpty();
            bo.replies(post, "medan " + table);
            heard();
            get(owner.query("DELETE FROM " + table.split(" ", 2)[0]).execute());
            assertThat(told(asta)).as("not told afterwards").hasSize(2);
        }
    }

    @Test
    void aPseudonymIsToldAsOneWhomeverIBlockAndItsOwnerHearsOfReplies() {
        var asked = bo.asks("Vem vet?", true);
        asta.replies(asked, "Jag");
        var reply = asta.says("Fråga mer");
        get(owner.query("INSERT INTO block VALUES ('" + idOf(asta) + "', '" + idOf(bo) + "', now())")
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
}
