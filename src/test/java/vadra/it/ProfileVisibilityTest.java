package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;
import static vadra.it.Blogger.ok;
import static vadra.it.ProfilePeople.ALL;
import static vadra.it.ProfilePeople.handle;
import static vadra.it.ProfilePeople.token;

import io.vertx.core.Vertx;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.it.ProfilePeople.Reader;
import vadra.profiles.Audience;
import vadra.profiles.Field;

/** Who reads which field of a profile: every field and audience, every kind of reader, and every way to it. */
class ProfileVisibilityTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer SERVER = TestServer.start(DATABASE.url(), Map.of());
    private static final Vertx VERTX = Vertx.vertx();
    private static final ProfilePeople PEOPLE = new ProfilePeople(SERVER, DATABASE.pool(VERTX));
    private static final Set<Field> NONE = EnumSet.noneOf(Field.class);
    /** What a feed tells of its author. */
    private static final Set<Field> OF_A_FEED = EnumSet.of(Field.ABOUT, Field.PICTURE);

    @AfterAll
    static void stop() {
        SERVER.close();
        get(VERTX.close());
    }

    private static Set<Field> shown(String body, Audience audience) {
        return ALL.stream()
                .filter(field -> body.contains(token(field, audience)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Field.class)));
    }

    private interface Check {
        void of(Api reader, Audience audience, boolean reads);
    }

    private static void forAll(Check check) {
        for (var audience : Audience.values()) {
            for (var reader : Reader.values()) {
                check.of(PEOPLE.reader(reader, audience), audience, reader.reads(audience));
            }
        }
    }

    @Test
    void theApiAndThePageShowWhoMayReadAndNobodyElse() {
        forAll((reader, audience, reads) -> {
            var path = "/people/" + handle(audience);
            var person = ok(reader.get("/api" + path));
            assertThat(shown(person.encode(), audience)).as("API %s", reads).isEqualTo(reads ? ALL : NONE);
            assertThat(person.getJsonObject("profile").isEmpty())
                    .as("nothing tells that something is hidden")
                    .isEqualTo(!reads);
            var page = reader.get(path).response().body();
            assertThat(shown(page, audience)).as("page %s %s", audience, reads).isEqualTo(reads ? ALL : NONE);
        });
    }

    @Test
    void aPictureThatMayNotBeReadIsNotThere() {
        forAll((reader, audience, reads) -> {
            var handle = handle(audience);
            var answer = reader.get("/api/people/" + handle + "/picture");
            assertThat(answer.status()).as("%s %s", audience, reads).isEqualTo(reads ? 200 : 404);
            assertThat(answer.header("Cache-Control").orElse(""))
                    .isEqualTo(
                            !reads
                                    ? "no-store"
                                    : audience == Audience.PUBLIC ? "public, no-cache" : "private, no-cache");
            var listed =
                    ok(reader.get("/api/pictures?handles=nobody," + handle)).getJsonArray("pictures");
            assertThat(listed).hasSize(reads ? 1 : 0);
        });
        assertThat(PEOPLE.guest()
                        .get("/api/people/members-owner/picture")
                        .json()
                        .put("status", 0))
                .as("as one who has none, and as nobody")
                .isEqualTo(PEOPLE.guest()
                        .get("/api/people/contact-reader/picture")
                        .json()
                        .put("status", 0))
                .isEqualTo(
                        PEOPLE.guest().get("/api/people/nobody/picture").json().put("status", 0));
    }

    @Test
    void aFeedTellsOfItsAuthorWhatStrangersReadWhoeverAsks() {
        forAll((reader, audience, reads) -> {
            var expected = audience == Audience.PUBLIC ? OF_A_FEED : NONE;
            for (var feed : List.of("/feed.atom", "/feed.json")) {
                var answer = reader.get("/people/" + handle(audience) + feed);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(shown(answer.response().body(), audience)).as(feed).isEqualTo(expected);
            }
        });
    }

    @Test
    void noSearchFindsAnybodyByWhatTheirProfileSays() {
        forAll((reader, audience, reads) -> {
            // In one question, since searches have a limit of rate.
            var words = ALL.stream()
                    .map(field -> token(field, audience).replaceAll("[^a-z]", ""))
                    .collect(Collectors.joining("+or+"));
            for (var by : List.of("", "&by=" + handle(audience))) {
                var found = ok(reader.get("/api/search?q=" + words + by));
                assertThat(found.getJsonArray("found")).as(words).isEmpty();
            }
        });
    }

    @Test
    void theOwnerSeesTheOwnPageAsOthersDoAndNobodyElseCanChoose() {
        var as = Map.of("public", Reader.STRANGER, "members", Reader.MEMBER, "contacts", Reader.CONTACT);
        for (var audience : Audience.values()) {
            as.forEach((said, reader) -> {
                var path = "/people/" + handle(audience) + "?as=" + said;
                assertThat(shown(PEOPLE.owner(audience).get(path).response().body(), audience))
                        .isEqualTo(reader.reads(audience) ? ALL : NONE);
                assertThat(shown(PEOPLE.guest().get(path).response().body(), audience))
                        .isEqualTo(audience == Audience.PUBLIC ? ALL : NONE);
            });
        }
    }

    @Test
    void whoLooksForPeopleFindsByWhatTheyMayRead() {
        var pool = DATABASE.pool(VERTX);
        forAll((reader, audience, reads) -> {
            var who = reader.token().isEmpty() ? "NULL" : "'" + me(reader) + "'";
            for (var door : List.of("readable_interests", "readable_products")) {
                var found = get(pool.query("SELECT count(*) AS n FROM " + door + "(" + who + ") found JOIN member"
                                + " ON member.id = found.member_id WHERE handle = '" + handle(audience) + "'")
                        .execute());
                assertThat(found.iterator().next().getLong("n")).as(door).isEqualTo(reads ? 1 : 0);
            }
        });
    }

    private static String me(Api reader) {
        var handle = ok(reader.get("/api/session")).getJsonObject("member").getString("handle");
        var found = get(DATABASE.pool(VERTX)
                .query("SELECT id::text AS id FROM member WHERE handle = '" + handle + "'")
                .execute());
        return found.iterator().next().getString("id");
    }
}
