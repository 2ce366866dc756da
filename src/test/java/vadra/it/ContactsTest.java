package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.it.ContactActs.allowed;
import static vadra.it.ContactActs.ask;
import static vadra.it.ContactActs.end;
import static vadra.it.ContactActs.heard;
import static vadra.it.ContactActs.joins;
import static vadra.it.ContactActs.list;
import static vadra.it.ContactActs.listener;
import static vadra.it.ContactActs.put;
import static vadra.it.ContactActs.relation;
import static vadra.it.ContactActs.timeless;
import static vadra.it.ContactActs.told;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;

/** Contact is by consent of both, a boundary is a member's own, and nobody learns what is not for them; on two servers at once. */
class ContactsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool SQL = DATABASE.serverPool(VERTX);
    private static final TestServer NORTH = TestServer.start(DATABASE.url(), Map.of("VADRA_LIVE_HINTS", "pg"));
    private static final TestServer SOUTH = TestServer.start(DATABASE.url(), Map.of("VADRA_LIVE_HINTS", "pg"));

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
            assertThat(heard(asta).stream().map(one -> one.getString("told"))).containsExactly(null, "accepted", null);
            assertThat(between("asta", "bo", "are_contacts")).isFalse();
        }
    }

    @Test
    void twoWhoAskEachOtherAtOnceAreContactsAndStandOnce() {
        var people = IntStream.range(0, 24)
                .mapToObj(n -> joins(n % 2 == 0 ? NORTH : SOUTH, "par-" + n))
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
            var declines = joins(SOUTH, "avbojer");
            var blocks = joins(SOUTH, "blockerar");
            var blocked = joins(SOUTH, "har-blockerat");
            joins(SOUTH, "tittar-inte");
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
        assertThat(all.stream().map(one -> relation(asker.api(), one)).map(ContactActs::timeless))
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
            assertThat(put(asta.api(), "/api/me/contacts/bo-b", new JsonObject())
                            .status())
                    .isEqualTo(409);
            staysPublic(asta, bo);
            allowed(asta.api().delete("/api/me/blocks/bo-b"));
            assertThat(between("bo-b", "asta-b", "may_reach")).isTrue();
            assertThat(ask(asta.api(), "bo-b", "").getString("state")).isEqualTo("asking");
        }
    }

    private static void staysPublic(Person asta, Person bo) {
        asta.startsRoom("oppet");
        bo.entersQuietly("oppet").says("Jag hörs ändå.");
        for (var reader : List.of(asta.api(), new Api(NORTH.url(), Optional.empty()))) {
            assertThat(reader.get("/api/rooms/oppet/posts").json().encode()).contains("Jag hörs ändå.");
        }
    }

    private static boolean between(String one, String other, String door) {
        return says("SELECT " + door + "(a.id, b.id) AS so", one, other);
    }

    private static boolean mayRead(String reader, String owner, String field) {
        return says("SELECT may_read(a.id, b.id, '" + field + "') AS so", reader, owner);
    }

    private static boolean says(String question, String one, String other) {
        return TestDatabase.get(
                        SQL.preparedQuery(question + " FROM member a, member b WHERE a.handle = $1 AND b.handle = $2")
                                .execute(Tuple.of(one, other)))
                .iterator()
                .next()
                .getBoolean("so");
    }
}
