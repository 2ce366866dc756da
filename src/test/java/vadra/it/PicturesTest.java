package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.awt.Color;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;
import vadra.media.Pictures;

/** Pictures that posts carry: who sees them is who reads the words. */
class PicturesTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer SERVER = TestServer.start(DATABASE.url(), Map.of());
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool OWNER = DATABASE.pool(VERTX, 1);

    private final History history = new History();
    private final Api guest = new Api(SERVER.url(), Optional.empty());
    private final Moderation moderation = new Moderation(SERVER);

    @AfterAll
    static void stop() {
        SERVER.close();
        get(VERTX.close());
    }

    @Test
    void aPostShowsItsPicturesWithTheirSizeAndWhatTheyShow() {
        var asta = Person.joins(SERVER.url(), "asta", history).startsRoom("bilder");
        var red = uploads(asta, Color.RED);
        var blue = uploads(asta, Color.BLUE);
        assertThat(sees(guest, red)).as("before it is said").isEqualTo(404);
        var post = says(asta, "bilder", picture(red, "En röd bryggare"), picture(blue, ""));
        var shown = guest.get("/api/posts/" + post).json();
        assertThat(Schemas.OPENAPI.errors("Post", shown)).isEmpty();
        assertThat(shown.getJsonArray("parts").getJsonObject(0))
                .isEqualTo(picture(red, "En röd bryggare").put("width", 40).put("height", 30));
        assertThat(sees(guest, red)).isEqualTo(200);
        assertThat(guest.get("/rooms/bilder").response().body())
                .contains("src=\"/media/" + red + "\" alt=\"En röd bryggare\" width=\"40\" height=\"30\"");
    }

    @Test
    void whatIsWithdrawnOrHiddenShowsItsPicturesToNobodyNotToItsAuthorEither() {
        var asta = Person.joins(SERVER.url(), "asta-d", history).startsRoom("dolt");
        var media = uploads(asta, Color.GREEN);
        var post = says(asta, "dolt", picture(media, "Grönt"));
        var act = moderation.acts(post, 3);
        for (var who : new Api[] {guest, asta.api()}) {
            assertThat(sees(who, media)).isEqualTo(404);
        }
        assertThat(asta.api().delete("/api/me/media/" + media).status())
                .as("it could be given back")
                .isEqualTo(409);
        moderation.reverses(act, "Det var ingen adress.");
        assertThat(sees(guest, media)).isEqualTo(200);
        asta.edits(post, "Andra ord, samma bild.");
        assertThat(sees(guest, media)).isEqualTo(200);
        assertThat(asta.api().delete("/api/me/media/" + media).status()).isEqualTo(409);
        asta.withdraws(post);
        for (var who : new Api[] {guest, asta.api()}) {
            assertThat(sees(who, media)).isEqualTo(404);
        }
        assertThat(asta.api().delete("/api/me/media/" + media).status()).isEqualTo(204);
    }

    @Test
    void fourOfOnesOwnAreTakenAndNoOthers() {
        var asta = Person.joins(SERVER.url(), "asta-f", history).startsRoom("fyra");
        var bo = Person.joins(SERVER.url(), "bo-f", history).entersQuietly("fyra");
        var own = uploads(asta, Color.PINK);
        var pictures = new JsonObject[5];
        Arrays.setAll(pictures, n -> picture(own, "bild " + n));
        assertThat(tries(asta, "fyra", pictures).status()).isEqualTo(400);
        assertThat(tries(asta, "fyra", Arrays.copyOf(pictures, 4)).status()).isEqualTo(201);
        var others = tries(bo, "fyra", picture(own, "Inte min"));
        assertThat(others.status()).isEqualTo(400);
        assertThat(others.json().encode()).contains("parts.media");
    }

    @Test
    void whatWasUploadedAndNeverSaidIsLetGo() {
        var asta = Person.joins(SERVER.url(), "asta-o", history).startsRoom("oanvant");
        var unused = uploads(asta, Color.CYAN);
        var used = uploads(asta, Color.MAGENTA);
        says(asta, "oanvant", picture(used, ""));
        get(OWNER.query("UPDATE media_holder SET held_at = held_at - interval '2 days'")
                .execute());
        get(SERVER.services().roof().media().sweep());
        assertThat(sees(asta.api(), unused)).isEqualTo(404);
        assertThat(sees(guest, used)).isEqualTo(200);
    }

    private static String uploads(Person by, Color colour) {
        return new Blogger(by.name(), by.api())
                .uploads(Pictures.plain("png", 40, 30, colour))
                .json()
                .getString("id");
    }

    private static int sees(Api who, String media) {
        return who.get("/media/" + media).status();
    }

    private static JsonObject picture(String media, String alt) {
        return new JsonObject().put("kind", "picture").put("media", media).put("alt", alt);
    }

    private static Api.Answer tries(Person by, String room, JsonObject... parts) {
        return by.api()
                .post(
                        "/api/rooms/" + room + "/posts",
                        new JsonObject()
                                .put("text", "Så här ser det ut.")
                                .put("parts", new JsonArray(Arrays.asList(parts))));
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    private static String says(Person by, String room, JsonObject... parts) {
        var answer = tries(by, room, parts);
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
        return answer.json().getString("post");
    }
}
