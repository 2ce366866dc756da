package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;

/** Who may put a page of the house into a frame. */
class FramingTest {
    private static final HostSite SITE = new HostSite(URI.create("https://talk.example.org"));
    private static final String ORIGINS = "https://www.example.org, https://shop.example.org:8443";
    private static final TestServer SERVER =
            TestServer.start(TestDatabase.fresh().url(), SITE.settings(ORIGINS));
    private static final Api GUEST = new Api(SERVER.url(), Optional.empty());

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void onlyTheSitesOnTheListMayFrameARoomAndNothingElseIsFramed() {
        var slug = "rum-" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(Person.member(SERVER.url(), "iris")
                        .post("/api/rooms", new JsonObject().put("title", "Rum").put("slug", slug))
                        .status())
                .isEqualTo(201);
        var framed = GUEST.get("/embed/rooms/" + slug);
        assertThat(framed.status()).isEqualTo(200);
        assertThat(framed.header("X-Frame-Options")).isEmpty();
        var policy = framed.header("Content-Security-Policy").orElseThrow();
        assertThat(List.of(policy.split("; ", -1)))
                .contains(
                        "frame-ancestors https://www.example.org https://shop.example.org:8443",
                        "default-src 'none'",
                        "script-src 'self'",
                        "require-trusted-types-for 'script'");
        for (var path : List.of("/rooms/" + slug, "/", "/join", "/embed/rooms/inget", "/api/rooms")) {
            var other = GUEST.get(path);
            assertThat(other.header("X-Frame-Options")).as(path).contains("DENY");
            assertThat(other.header("Content-Security-Policy").orElseThrow()).contains("frame-ancestors 'none'");
        }
    }

    @Test
    void whereNobodyMayFrameARoomThereIsNoSuchPageAndNoWayIn() {
        try (var plain = TestServer.start(TestDatabase.fresh().url(), Map.of("VADRA_DEMO", "true"))) {
            var guest = new Api(plain.url(), Optional.empty());
            var page = guest.get("/embed/rooms/fjallglod");
            assertThat(page.status()).isEqualTo(404);
            assertThat(page.header("X-Frame-Options")).contains("DENY");
            var token = new JsonObject().put("token", SITE.token("kund-9", "J"));
            assertThat(guest.post("/api/embedded/session", token).status()).isEqualTo(404);
        }
    }
}
