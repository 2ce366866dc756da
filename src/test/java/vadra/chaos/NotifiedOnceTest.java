package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vadra.faults.Cluster;
import vadra.history.History;
import vadra.it.Person;
import vadra.it.Wait;

/** Ten thousand things happen, and the node that tells of them is killed twice: each person is told once, of what they chose. */
class NotifiedOnceTest {
    private static final int EVENTS = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final NotifiedModel model = new NotifiedModel();

    @Test
    void eachIsToldOnceByTheKindsPlacesAndHoursThatTheyChoseWhoeverIsKilled() {
        try (var cluster = Cluster.start("notified-once", 2, Map.of())) {
            var first = Person.joins(cluster.homes(0), cluster.homes(0), "p0", new History());
            people(cluster);
            try (var phone = first.alsoAs("telefon", cluster.homes(0), cluster.homes(0));
                    var desk = first.alsoAs("dator", cluster.homes(1), cluster.homes(1))) {
                var devices = List.of(phone, desk);
                devices.forEach(NotifiedOnceTest::listens);
                happens(cluster, EVENTS / 2);
                Wait.until("some is heard", PATIENCE, () -> heard(cluster) > EVENTS / 5);
                cluster.nodes().get(0).kill();
                Wait.until("the other goes on", PATIENCE, () -> heard(cluster) == EVENTS / 2);
                isAsExpected(cluster);
                cluster.nodes().get(0).start();
                reads(desk);
                happens(cluster, EVENTS / 2);
                Wait.until("more is heard", PATIENCE, () -> heard(cluster) > EVENTS * 7 / 10);
                cluster.nodes().get(1).kill();
                Wait.until("all is heard", PATIENCE, () -> heard(cluster) == EVENTS);
                isAsExpected(cluster);
                devices.forEach(this::isToldOnce);
            }
            cluster.nodes().get(1).start();
            assertThat(cluster.errors()).isEmpty();
            assertThat(cluster.database().query("SELECT * FROM notification_parked"))
                    .isEmpty();
        }
    }

    private static void listens(Person device) {
        device.live().open();
        assertThat(device.live().listen("me:p0").containsKey("subscribe")).isTrue();
    }

    private static long heard(Cluster cluster) {
        return Long.parseLong(cluster.database()
                .query("SELECT coalesce(sum(seq), 0) FROM notification_heard")
                .get(0)
                .get(0));
    }

    /** The first has joined; the others, and the rooms, are put there, with what they chose. */
    private void people(Cluster cluster) {
        var sql = new StringBuilder("SET session_replication_role = replica;");
        for (int i = 1; i < NotifiedModel.PEOPLE; i++) {
            sql.append("INSERT INTO member (id, handle, name, password_hash, rules_version, joined_at) VALUES"
                    + " (gen_random_uuid(), 'p%d', 'P %d', 'x', 1, now());".formatted(i, i));
        }
        for (int room = 0; room < NotifiedModel.ROOMS; room++) {
            sql.append(
                            "INSERT INTO room (id, slug, title, started_by, started_at) SELECT '%s', 'rum%d', 'Rum', id, now()"
                                    .formatted(NotifiedModel.room(room), room))
                    .append(" FROM member WHERE handle = 'p0';");
        }
        for (int i = 0; i < NotifiedModel.PEOPLE; i++) {
            chosen(sql, i, model.people().get(i));
        }
        cluster.database().query(sql + "SET session_replication_role = DEFAULT");
    }

    /** Quiet hours are round the time of the test, or later on. */
    private static void chosen(StringBuilder sql, int i, NotifiedModel.Person person) {
        var off = new JsonArray(new ArrayList<>(person.off())).encode();
        int from = person.quiet() ? -1 : 3;
        sql.append("""
                INSERT INTO notification_choice (member_id, off, quiet_from, quiet_until, mail_since)
                SELECT id, ARRAY(SELECT jsonb_array_elements_text('%s')), (here + interval '%d hours')::time,
                       (here + interval '%d hours')::time, now()
                FROM member, (SELECT now() AT TIME ZONE 'Europe/Stockholm' AS here) clock WHERE handle = 'p%d';""".formatted(off, from, from + 3, i));
        person.levels()
                .forEach((place, level) -> sql.append(
                        "INSERT INTO notification_place SELECT id, '%s', 'room', '%s' FROM member WHERE handle = 'p%d';"
                                .formatted(place, level, i)));
        person.unheard()
                .forEach(other -> sql.append(
                        "INSERT INTO mute SELECT one.id, other.id, now() FROM member one, member other WHERE one.handle = 'p%d' AND other.handle = 'p%d';"
                                .formatted(i, other)));
    }

    private void happens(Cluster cluster, int count) {
        for (int done = 0; done < count; done += 500) {
            var said = IntStream.range(0, 500).mapToObj(i -> model.next()).toList();
            var posts = said.stream()
                    .filter(one -> !one.anew())
                    .map(NotifiedOnceTest::post)
                    .collect(Collectors.joining(","));
            var events = said.stream().map(NotifiedOnceTest::event).collect(Collectors.joining(","));
            cluster.database().query("""
                    SET session_replication_role = replica;
                    INSERT INTO post (id, room_id, seq, author_id, parent_id, thread_id, command_id, source, html, language, said_at, hat)
                    SELECT made.id::uuid, room::uuid, made.seq, member.id, parent::uuid, thread::uuid, made.seq::text, 'ord', 'ord', 'sv',
                           now(), 'customer'
                    FROM (VALUES %s) made(id, room, seq, author, parent, thread) JOIN member ON handle = author;
                    INSERT INTO event SELECT room::uuid, seq, now(), kind, payload::json FROM (VALUES %s) told(room, seq, kind, payload);
                    UPDATE room SET last_seq = (SELECT max(seq) FROM event WHERE room_id = room.id), last_at = now();
                    SET session_replication_role = DEFAULT""".formatted(posts, events));
        }
    }

    private static String post(NotifiedModel.Said said) {
        var parent = said.parent();
        return "('%s', '%s', %d, 'p%d', %s, '%s')"
                .formatted(
                        said.post(),
                        NotifiedModel.room(said.room()),
                        said.seq(),
                        said.author(),
                        parent == null ? "NULL" : "'" + parent.post() + "'",
                        said.thread());
    }

    private static String event(NotifiedModel.Said said) {
        var kind = said.anew() ? "post.edited" : "post.created";
        var payload = new JsonObject()
                .put("kind", kind)
                .put("post", said.post().toString())
                .put(
                        "mentions",
                        new JsonArray(
                                said.names().stream().map(name -> "p" + name).toList()));
        return "('%s', %d, '%s', '%s')".formatted(NotifiedModel.room(said.room()), said.seq(), kind, payload.encode());
    }

    private void isAsExpected(Cluster cluster) {
        var told = cluster
                .database()
                .query(
                        "SELECT handle || '|' || kind || '|' || key FROM notification JOIN member ON member.id = member_id")
                .stream()
                .map(row -> row.get(0))
                .toList();
        assertThat(told)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(1_000)
                .containsExactlyInAnyOrderElementsOf(model.expected());
        var waiting = cluster
                .database()
                .query(
                        "SELECT DISTINCT handle FROM notification JOIN member ON member.id = member_id WHERE waits_until IS NOT NULL")
                .stream()
                .map(row -> row.get(0))
                .toList();
        assertThat(waiting)
                .as("whose hours are quiet")
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, NotifiedModel.PEOPLE)
                        .filter(i -> model.people().get(i).quiet() && model.expectedOf("p" + i) > 0)
                        .mapToObj(i -> "p" + i)
                        .toList());
    }

    private void reads(Person device) {
        Wait.until(
                "it is read",
                PATIENCE,
                () -> device.api()
                                .write(
                                        "PUT",
                                        "/api/me/notifications",
                                        new JsonObject().put("upTo", (1L << 53) - 1),
                                        "k")
                                .status()
                        == 204);
        model.reads("p0");
        assertThat(device.api().get("/api/me/notifications").json().getInteger("unread"))
                .isZero();
    }

    /** A device that was cut off reads the list; what it was told live, it was told once. */
    private void isToldOnce(Person device) {
        var newest = device.live().heard("me:p0").stream()
                .filter(news -> news.getInteger("fresh") > 0 && news.getValue("newest") != null)
                .map(news -> news.getJsonObject("newest").getLong("n"))
                .toList();
        assertThat(newest).as(device.name()).doesNotHaveDuplicates().isSorted();
    }
}
