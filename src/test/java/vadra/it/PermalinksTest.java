package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;

/** Whatever somebody made has a link that lasts, opens without an account, and says of itself what it is. */
class PermalinksTest {
    private static final TestServer SERVER = TestServer.start();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final History history = new History();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static HttpResponse<String> open(String path) {
        try {
            var request = HttpRequest.newBuilder(SERVER.url().resolve(path)).header("Accept", "text/html");
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String leads(String path) {
        var answer = open(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static HttpResponse<String> embedded(String path) {
        return open("/oembed?url=" + URLEncoder.encode(SERVER.url() + path, StandardCharsets.UTF_8));
    }

    @Test
    void aPostLeadsToItsPlaceWithWhatStandsRoundItAndSaysWhatItIs() {
        var asta = Person.joins(SERVER.url(), "asta-lank", history).startsRoom("lank");
        var posts = IntStream.range(0, 120)
                .mapToObj(n -> asta.says("Inlägg nummer " + n + " <b>"))
                .toList();
        var place = leads("/posts/" + posts.get(20));
        assertThat(place).isEqualTo("/rooms/lank?post=" + posts.get(20) + "#p-" + posts.get(20));
        var page = open(place.split("#", 2)[0]).body();
        assertThat(page)
                .contains("Inlägg nummer 19", "Inlägg nummer 21", "data-target=\"" + posts.get(20) + "\"")
                .contains("property=\"og:url\" content=\"" + SERVER.url() + "/posts/" + posts.get(20) + "\"")
                .contains("property=\"og:description\" content=\"Inlägg nummer 20 ")
                .contains("rel=\"canonical\" href=\"" + SERVER.url() + "/rooms/lank?post=" + posts.get(20) + "\"")
                .contains("application/json+oembed")
                .doesNotContain("Inlägg nummer 119");
        assertThat(open("/posts/" + "0".repeat(8) + "-0000-0000-0000-000000000000")
                        .statusCode())
                .isEqualTo(404);
        assertThat(open("/rooms/lank?post=nonsense").statusCode()).isEqualTo(200);
    }

    @Test
    void aMinuteOfARoomLeadsToWhatWasSaidThen() {
        var asta = Person.joins(SERVER.url(), "asta-minut", history).startsRoom("minut");
        var post = asta.says("Just nu");
        var minute = Instant.parse(asta.api().get("/api/posts/" + post).json().getString("saidAt"))
                .truncatedTo(ChronoUnit.MINUTES)
                .toString()
                .substring(0, 16);
        assertThat(open("/rooms/minut?at=" + minute + "Z").body()).contains("data-target=\"" + post + "\"");
        for (var none : List.of("2999-01-01T00:00Z", "igår", "2026-13-45T00:00")) {
            var page = open("/rooms/minut?at=" + URLEncoder.encode(none, StandardCharsets.UTF_8));
            assertThat(page.statusCode()).as(none).isEqualTo(200);
            assertThat(page.body()).contains("data-target=\"\"");
        }
    }

    @Test
    void theWordsThatAPostOnceHadHaveALinkUntilNobodyMayReadThem() {
        var asta = Person.joins(SERVER.url(), "asta-forr", history).startsRoom("forr");
        var post = asta.says("Som det var");
        asta.edits(post, "Som det blev");
        assertThat(open("/posts/" + post + "/versions/1").body()).contains("Som det var", "/posts/" + post);
        assertThat(open("/posts/" + post + "/versions/2").body()).contains("Som det blev");
        assertThat(open("/posts/" + post + "/versions/3").statusCode()).isEqualTo(404);
        asta.withdraws(post);
        assertThat(open("/posts/" + post + "/versions/1").statusCode()).isEqualTo(404);
    }

    @Test
    void whatCannotBeReadIsShownNowhereElseEither() {
        var asta = Person.joins(SERVER.url(), "asta-borta", history).startsRoom("borta");
        var post = asta.says("Tas tillbaka");
        var shown = embedded("/posts/" + post);
        assertThat(shown.statusCode()).isEqualTo(200);
        var json = new JsonObject(shown.body());
        assertThat(json.getString("type")).isEqualTo("rich");
        assertThat(json.getString("html")).contains("Tas tillbaka", "<blockquote");
        assertThat(json.getString("author_url")).isEqualTo(SERVER.url() + "/people/asta-borta");
        asta.withdraws(post);
        assertThat(embedded("/posts/" + post).statusCode()).isEqualTo(404);
        assertThat(open(leads("/posts/" + post).split("#", 2)[0]).body()).doesNotContain("Tas tillbaka");
    }

    @Test
    void everyKindOfPageSaysWhatItIsAndWhereItIs() {
        var asta = Person.joins(SERVER.url(), "asta-sidor", history).startsRoom("sidor");
        asta.says("Hej");
        new Moderation(SERVER).acts(asta.says("Döljs"), 3);
        for (var path : List.of("/rooms/sidor", "/people/asta-sidor", "/openness/1")) {
            assertThat(open(path).body())
                    .as(path)
                    .contains("rel=\"canonical\" href=\"" + SERVER.url() + path + "\"")
                    .contains("property=\"og:title\"", "application/json+oembed");
            assertThat(new JsonObject(embedded(path).body()).getString("version"))
                    .as(path)
                    .isEqualTo("1.0");
        }
    }

    @Test
    void otherSitesAreShownNothingOfOthers() {
        assertThat(open("/oembed?url=https%3A%2F%2Fexample.org%2Fposts%2F1").statusCode())
                .isEqualTo(400);
        assertThat(open("/oembed").statusCode()).isEqualTo(400);
        assertThat(embedded("/desk").statusCode()).isEqualTo(404);
        assertThat(open("/oembed?format=xml&url=x").statusCode()).isEqualTo(501);
    }
}
