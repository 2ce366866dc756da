package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;

/** Contact is by consent of both, a boundary is a member's own, and nobody learns what is not for them; on two servers at once. */
class ContactsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool SQL = DATABASE.serverPool(VERTX);
    private static final TestServer NORTH = TestServer.start(DATABASE.url(), Map.of("VADRA_LIVE_HINTS", "pg"));
    private static final TestServer SOUTH = TestServer.start(DATABASE.url(), Map.of("VADRA_LIVE_HINTS", "pg"));

    private final History history = new History();

    @AfterAll
    static void stop() {
        List.of(NORTH, SOUTH).forEach(TestServer::close);
        TestDatabase.get(VERTX.close());
    }

    @Test
    void whoIsAskedAndWhoAskedAreToldOnWhicheverServerTheyListen() {
        try (var asta = listener(NORTH, "asta");
                var bo = listener(SOUTH, "bo")) {
            assertThat(ask(asta.api(), "bo", "Vi satt bredvid varandra.").getString("state"))
                    .isEqualTo("asking");
            var asked = told(bo, "asta", "asked");
            assertThat(asked.getJsonObject("relation").getString("words")).isEqualTo("Vi satt bredvid varandra.");
            assertThat(list(bo.api(), "asked")).containsExactly("asta");
            assertThat(ask(bo.api(), "asta", "").getString("state")).isEqualTo("contact");
            told(asta, "bo", "contact");
            told(bo, "asta", "contact");
            assertThat(between("asta", "bo", "are_contacts")).isTrue();
            assertThat(end(asta.api(), "bo").getString("state")).isEqualTo("none");
            told(bo, "asta", "none");
            told(asta, "bo", "none");
            assertThat(heard(asta).stream().map(one -> one.getString("told")))
                    .containsExactly(null, "accepted", null);
            assertThat(between("asta", "bo", "are_contacts")).isFalse();
        }
    }

    @Test
    void twoWhoAskEachOtherAtOnceAreContactsAndStandOnce() {
        var people = IntStream.range(0, 24)
                .mapToObj(n -> Person.member((n % 2 == 0 ? NORTH : SOUTH).url(), "par-" + n))
                .toList();
        var asked = IntStream.range(0, people.size())
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> put(people.get(n), "/api/me/contacts/par-" + (n ^ 1), new JsonObject())))
                .toList();
        assertThat(asked.stream().map(CompletableFuture::join).map(Api.Answer::status))
                .containsOnly(200);
        for (int n = 0; n < people.size(); n++) {
            assertThat(list(people.get(n), "contacts")).containsExactly("par-" + (n ^ 1));
            assertThat(list(people.get(n), "asking")).isEmpty();
            assertThat(list(people.get(n), "asked")).isEmpty();
        }
    }

    @Test
    void whoAsksSeesTheSameWhetherTheyAreDeclinedBlockedOrNotLookedAt() {
        try (var asker = listener(NORTH, "fragar")) {
            var declines = Person.member(SOUTH.url(), "avbojer");
            var blocks = Person.member(SOUTH.url(), "blockerar");
            var blocked = Person.member(SOUTH.url(), "har-blockerat");
            Person.member(SOUTH.url(), "tittar-inte");
            allowed(put(blocked, "/api/me/blocks/fragar", new JsonObject()));
            var all = List.of("avbojer", "blockerar", "har-blockerat", "tittar-inte");
            all.forEach(one -> ask(asker.api(), one, "Hej"));
            end(declines, "fragar");
            allowed(put(blocks, "/api/me/blocks/fragar", new JsonObject()));
            Stream.of(declines, blocks, blocked)
                    .forEach(one -> assertThat(list(one, "asked")).isEmpty());
            seesOneAnswer(asker, all);
            all.forEach(one -> end(asker.api(), one));
            assertThat(all.stream().map(one -> put(asker.api(), "/api/me/contacts/" + one, new JsonObject())))
                    .extracting(Api.Answer::status, answer -> answer.json().getString("limit"))
                    .containsOnly(org.assertj.core.groups.Tuple.tuple(429, "asking-again"));
            Wait.until("all of it was told", () -> heard(asker).size() >= 2 * all.size());
            assertThat(heard(asker).stream().map(one -> one.getString("told"))).containsOnlyNulls();
            assertThat(ask(declines, "fragar", "").getString("state")).isEqualTo("asking");
        }
    }

    private static void seesOneAnswer(Person asker, List<String> all) {
        assertThat(all.stream().map(one -> relation(asker.api(), one)).map(ContactsTest::timeless))
                .hasSize(4)
                .containsOnly(timeless(relation(asker.api(), "tittar-inte")));
        assertThat(list(asker.api(), "asking")).containsExactlyInAnyOrderElementsOf(all);
        assertThat(all.stream().map(one -> ask(asker.api(), one, "Hej igen").getString("words")))
                .containsOnly("Hej");
    }

    @Test
    void aBlockEndsWhatIsThereStopsWhatWouldComeAndIsNotTold() {
        try (var asta = listener(NORTH, "asta-b");
                var bo = listener(SOUTH, "bo-b")) {
            ask(asta.api(), "bo-b", "");
            ask(bo.api(), "asta-b", "");
            told(bo, "asta-b", "contact");
            assertThat(between("bo-b", "asta-b", "may_reach")).isTrue();
            assertThat(mayRead("bo-b", "asta-b", "place")).isTrue();
            allowed(put(asta.api(), "/api/me/blocks/bo-b", new JsonObject()));
            assertThat(between("asta-b", "bo-b", "are_contacts")).isFalse();
            assertThat(between("bo-b", "asta-b", "may_reach")).isFalse();
            assertThat(mayRead("bo-b", "asta-b", "place")).isFalse();
            assertThat(mayRead("bo-b", "asta-b", "interests")).isFalse();
            var gone = told(bo, "asta-b", "none");
            assertThat(gone.getJsonObject("relation").getBoolean("blocked")).isFalse();
            assertThat(relation(bo.api(), "asta-b").getBoolean("blocked")).isFalse();
            assertThat(relation(asta.api(), "bo-b").getBoolean("blocked")).isTrue();
            assertThat(put(asta.api(), "/api/me/contacts/bo-b", new JsonObject()).status())
                    .isEqualTo(409);
            asta.startsRoom("oppet");
            bo.entersQuietly("oppet").says("Jag hörs ändå.");
            assertThat(new Api(NORTH.url(), Optional.empty())
                            .get("/api/rooms/oppet/posts")
                            .json()
                            .encode())
                    .contains("Jag hörs ändå.");
            allowed(asta.api().delete("/api/me/blocks/bo-b"));
            assertThat(between("bo-b", "asta-b", "may_reach")).isTrue();
            assertThat(ask(asta.api(), "bo-b", "").getString("state")).isEqualTo("asking");
        }
    }

    @Test
    void aMuteAndAFilterActOnOwnDevicesOnly() {
        try (var asta = listener(NORTH, "asta-m");
                var phone = asta.alsoAs("telefonen");
                var bo = listener(SOUTH, "bo-m")) {
            phone.live().open();
            phone.live().listen("me:asta-m");
            var until = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
            allowed(put(asta.api(), "/api/me/mutes/bo-m", new JsonObject().put("until", until.toString())));
            Wait.until("the phone hears of it", () -> on(phone, "asta-m").stream()
                    .anyMatch(one -> one.getJsonObject("relation").getBoolean("muted")));
            assertThat(TestDatabase.get(SQL.preparedQuery("SELECT wants_to_hear(a.id, b.id, now()) AS so"
                                            + " FROM member a, member b WHERE a.handle = 'asta-m' AND b.handle = 'bo-m'")
                                    .execute())
                            .iterator()
                            .next()
                            .getBoolean("so"))
                    .isFalse();
            ask(bo.api(), "asta-m", "Hej");
            assertThat(told(asta, "bo-m", "asked").getString("told")).isNull();
            var kept = put(asta.api(), "/api/me/filter", filter("  Spoiler ", "SPOILER", "Säsong  två"));
            assertThat(kept.json().getJsonArray("words")).containsExactly("spoiler", "säsong två");
            Wait.until("the phone hears of the filter", () -> on(phone, "asta-m").stream()
                    .anyMatch(one -> one.getString("kind").equals("filter")));
            assertThat(heard(bo)).allMatch(one -> one.getString("kind").equals("contact"))
                    .allMatch(one -> !one.getJsonObject("relation").getBoolean("muted"));
            assertThat(asta.api().get("/api/me/folds").json().getJsonObject("muted"))
                    .isEqualTo(new JsonObject().put("bo-m", until.toString()));
            allowed(asta.api().delete("/api/me/mutes/bo-m"));
            assertThat(asta.api().get("/api/me/mutes").json().getJsonArray("mutes")).isEmpty();
        }
    }

    @Test
    void whatIsOutOfBoundsIsRefusedAndSaysWhy() {
        var asta = Person.member(NORTH.url(), "asta-o");
        Person.member(NORTH.url(), "bo-o");
        assertThat(put(asta, "/api/me/contacts/asta-o", new JsonObject()).status()).isEqualTo(400);
        assertThat(put(asta, "/api/me/blocks/asta-o", new JsonObject()).status()).isEqualTo(400);
        assertThat(put(asta, "/api/me/contacts/finns-inte", new JsonObject()).status()).isEqualTo(404);
        assertThat(put(asta, "/api/me/contacts/bo-o", new JsonObject().put("words", "x".repeat(301)))
                        .status())
                .isEqualTo(400);
        for (var until : List.of("2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "i morgon")) {
            assertThat(put(asta, "/api/me/mutes/bo-o", new JsonObject().put("until", until)).status())
                    .as(until)
                    .isEqualTo(400);
        }
        var many = IntStream.range(0, 101).mapToObj(n -> "ord" + n).toArray(String[]::new);
        assertThat(put(asta, "/api/me/filter", filter(many)).status()).isEqualTo(400);
        assertThat(put(asta, "/api/me/filter", filter("***")).status()).isEqualTo(400);
        assertThat(asta.delete("/api/me/contacts/bo-o").json().getString("state")).isEqualTo("none");
        IntStream.range(0, 21).forEach(n -> Person.member(SOUTH.url(), "manga-" + n));
        IntStream.range(0, 20).forEach(n -> ask(asta, "manga-" + n, ""));
        end(asta, "manga-0");
        var refused = put(asta, "/api/me/contacts/manga-20", new JsonObject());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().getString("limit")).isEqualTo("askings-a-day");
        assertThat(refused.json().getLong("retryAfterMs")).isBetween(86_000_000L, 86_400_000L);
    }

    private static Person listener(TestServer at, String handle) {
        var person = Person.joins(at.url(), handle, new History());
        person.live().open();
        person.live().listen("me:" + handle);
        return person;
    }

    /** Waits for the last word on how it stands with another, or for that they did something. */
    private static JsonObject told(Person person, String with, String what) {
        Wait.until(person.name() + " is told " + what, () -> find(person, with, what).isPresent());
        var found = find(person, with, what).orElseThrow();
        var form = found.copy();
        form.remove("heardNanos");
        assertThat(Schemas.ASYNCAPI.errors("ContactTold", form)).isEmpty();
        return found;
    }

    private static Optional<JsonObject> find(Person person, String with, String state) {
        return heard(person).stream()
                .filter(one -> one.getString("kind").equals("contact"))
                .filter(one -> one.getJsonObject("with").getString("handle").equals(with))
                .filter(one -> one.getJsonObject("relation").getString("state").equals(state))
                .reduce((before, last) -> last);
    }

    private static List<JsonObject> heard(Person person) {
        return on(person, person.name());
    }

    private static List<JsonObject> on(Person person, String handle) {
        return person.live().heard("me:" + handle);
    }

    private static JsonObject ask(Api api, String handle, String words) {
        return allowed(put(api, "/api/me/contacts/" + handle, new JsonObject().put("words", words)));
    }

    private static JsonObject end(Api api, String handle) {
        return allowed(api.delete("/api/me/contacts/" + handle));
    }

    private static JsonObject relation(Api api, String handle) {
        return allowed(api.get("/api/me/contacts/" + handle));
    }

    private static JsonObject timeless(JsonObject relation) {
        var copy = relation.copy();
        copy.remove("at");
        return copy;
    }

    private static Api.Answer put(Api api, String path, JsonObject body) {
        return api.write("PUT", path, body, UUID.randomUUID().toString());
    }

    @CanIgnoreReturnValue
    private static JsonObject allowed(Api.Answer answer) {
        assertThat(answer.status()).as(answer.json().encode()).isBetween(200, 299);
        return answer.json();
    }

    private static List<String> list(Api api, String which) {
        return allowed(api.get("/api/me/contacts")).getJsonArray(which).stream()
                .map(one -> ((JsonObject) one).getString("handle"))
                .toList();
    }

    private static JsonObject filter(String... words) {
        return new JsonObject().put("words", new JsonArray(List.of(words)));
    }

    private static boolean between(String one, String other, String door) {
        return ask("SELECT " + door + "(a.id, b.id) AS so", one, other);
    }

    private static boolean mayRead(String reader, String owner, String field) {
        return ask("SELECT may_read(a.id, b.id, '" + field + "') AS so", reader, owner);
    }

    private static boolean ask(String question, String one, String other) {
        return TestDatabase.get(
                        SQL.preparedQuery(question + " FROM member a, member b WHERE a.handle = $1 AND b.handle = $2")
                                .execute(Tuple.of(one, other)))
                .iterator()
                .next()
                .getBoolean("so");
    }
}
