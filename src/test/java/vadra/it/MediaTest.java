package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;
import static vadra.it.Blogger.ok;
import static vadra.it.Blogger.words;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.media.Pictures;

/** Pictures on a whole server: what is taken, who sees it, and when it is let go. */
class MediaTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer SERVER = TestServer.start(DATABASE.url(), Map.of());
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int SAFETY = 3;

    private final Blogger asta = Blogger.opens(SERVER.url(), "asta");
    private final Blogger bo = Blogger.opens(SERVER.url(), "bo");
    private final Api guest = new Api(SERVER.url(), Optional.empty());

    @AfterAll
    static void stop() {
        SERVER.close();
        get(VERTX.close());
    }

    private static HttpResponse<byte[]> sees(Api who, String id) {
        try {
            return HTTP.send(who.request("/media/" + id).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String id(Api.Answer uploaded) {
        return ok(uploaded).getString("id");
    }

    private static String showing(String id) {
        return "Så här: ![En bild](media:" + id + ")";
    }

    @Test
    void aPictureLosesItsPlaceAndIsServedAsNothingElse() {
        var kept = ok(asta.uploads(Pictures.jpegWithExif(6)));
        assertThat(kept.getString("type")).isEqualTo("image/jpeg");
        var id = kept.getString("id");
        assertThat(sees(guest, id).statusCode())
                .as("while it is only in a draft")
                .isEqualTo(404);
        assertThat(sees(bo.api(), id).statusCode()).isEqualTo(404);
        assertThat(sees(asta.api(), id).statusCode()).isEqualTo(200);
        asta.publishes("Med bild", showing(id));
        var served = sees(guest, id);
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(Pictures.text(served.body())).doesNotContain(Pictures.SECRET);
        assertThat(Pictures.decoded(served.body()).getWidth()).isEqualTo(8);
        assertThat(served.headers().map())
                .containsEntry("content-type", List.of("image/jpeg"))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("content-security-policy", List.of("default-src 'none'; sandbox"))
                .containsEntry("cache-control", List.of("public, max-age=60, must-revalidate"));
    }

    @Test
    void whatIsNoPictureIsRefusedInWords() {
        for (var upload : new byte[][] {
            "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8),
            Pictures.bomb(),
            Arrays.copyOf(Pictures.plain("png", 40, 40, Color.RED), 80),
            new byte[0]
        }) {
            var refused = asta.uploads(upload);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().getString("rule")).isNotBlank();
        }
        var large = asta.uploads(new byte[6 * 1024 * 1024]);
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.json().getString("detail")).contains("5 MB");
        assertThat(new Blogger("guest", guest)
                        .uploads(Pictures.plain("png", 2, 2, Color.RED))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void onlyOwnPicturesAndOnlyWithWords() {
        var id = id(asta.uploads(Pictures.plain("png", 5, 5, Color.CYAN)));
        for (var text : new String[] {"![](media:" + id + ")", "![x](https://example.org/x.png)"}) {
            var draft = asta.writes(words("T", text));
            var refused = asta.api().post("/api/me/drafts/" + draft.getString("id") + "/preview", new JsonObject());
            assertThat(refused.json().getString("field")).as(text).isEqualTo("text");
        }
        var others = bo.writes(words("T", showing(id)));
        assertThat(bo.api()
                        .post(
                                "/api/me/drafts/" + others.getString("id") + "/publish",
                                new JsonObject().put("version", 1))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whoLetsGoOfAPictureDoesNotTakeItFromOthers() {
        var picture = Pictures.plain("png", 7, 7, Color.MAGENTA);
        var id = id(asta.uploads(picture));
        assertThat(id(bo.uploads(picture))).as("kept once").isEqualTo(id);
        var own = asta.publishes("Min", showing(id));
        bo.publishes("Hans", showing(id));
        assertThat(asta.api().delete("/api/me/media/" + id).status())
                .as("in use")
                .isEqualTo(409);
        assertThat(asta.api().delete("/api/articles/" + own).status()).isEqualTo(204);
        assertThat(asta.api().delete("/api/me/media/" + id).status()).isEqualTo(204);
        assertThat(sees(guest, id).statusCode()).isEqualTo(200);
        assertThat(sees(guest, id).body()).isNotEmpty();
    }

    @Test
    void aHiddenArticlesPictureIsHiddenAndComesBack() {
        var id = id(asta.uploads(Pictures.plain("png", 11, 3, Color.BLACK)));
        var slug = asta.publishes("Dold", showing(id));
        var moderation = new Moderation(SERVER);
        var act = moderation.acts(asta.reads(slug).getString("post"), SAFETY);
        assertThat(sees(guest, id).statusCode()).isEqualTo(404);
        moderation.reverses(act, "Det var en företagsadress, som alla kan läsa.");
        assertThat(sees(guest, id).statusCode()).isEqualTo(200);
    }

    @Test
    void anUploadThatIsNeverUsedIsLetGoAfterADay() {
        var unused = id(asta.uploads(Pictures.plain("png", 13, 3, Color.GRAY)));
        var drafted = id(asta.uploads(Pictures.plain("png", 14, 3, Color.GRAY)));
        assertThat(asta.writes(words("T", showing(drafted))).getInteger("version"))
                .isEqualTo(1);
        var published = id(asta.uploads(Pictures.plain("png", 15, 3, Color.GRAY)));
        asta.publishes("P", showing(published));
        get(DATABASE.pool(VERTX)
                .query("UPDATE media_holder SET held_at = held_at - interval '25 hours'")
                .execute());
        get(SERVER.services().roof().media().sweep());
        assertThat(sees(asta.api(), unused).statusCode()).isEqualTo(404);
        assertThat(sees(asta.api(), drafted).statusCode()).isEqualTo(200);
        assertThat(sees(guest, published).statusCode()).isEqualTo(200);
    }
}
