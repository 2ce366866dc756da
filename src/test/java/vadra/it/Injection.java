package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A live chat that is poured through the public API into a running server, and what is told in it. */
final class Injection {
    /** Two rooms, so that a thing can come from one to the other. */
    static final List<String> ROOMS = List.of("chat", "coffee");

    private final Map<String, Api> people = new HashMap<>();
    private final Map<String, String> posts = new HashMap<>();
    private final Set<String> tellers = new HashSet<>();

    /** What somebody says; {@code id} and {@code reply} are empty where there is none. */
    record Line(double seconds, String person, String room, String id, String reply, String text) {}

    /** Everybody joins, and the rooms are started. */
    Injection(TestServer server, List<Line> lines) {
        join(server, lines);
        for (var room : ROOMS) {
            var started = people.values().iterator().next();
            var body = new JsonObject().put("title", room).put("slug", room).put("language", "en");
            assertThat(started.post("/api/rooms", body).status()).isEqualTo(201);
        }
    }

    void join(TestServer server, List<Line> lines) {
        lines.stream()
                .map(Line::person)
                .distinct()
                .forEach(person -> people.put(person, Person.member(server.url(), person)));
    }

    /** Everything at once, by a clock that is set to each line's time. */
    void pour(TestServer server, List<Line> lines, SteppedClock clock, Instant start) {
        for (var line : lines) {
            clock.to(start.plus(Duration.ofMillis((long) (1_000 * line.seconds()))));
            say(server, line);
        }
    }

    /** Each line at its time, as people do. */
    void tell(TestServer server, List<Line> lines) {
        long start = System.nanoTime();
        for (var line : lines) {
            tellers.add(line.person());
            long due = start + (long) (1e9 * line.seconds());
            Wait.pause(Math.max(0, (due - System.nanoTime()) / 1_000_000));
            say(server, line);
        }
    }

    private void say(TestServer server, Line line) {
        var body = new JsonObject().put("text", line.text());
        if (!line.reply().isEmpty()) {
            body.put("parent", post(line.reply()));
        }
        var said = person(line.person()).at(server.url()).post("/api/rooms/" + line.room() + "/posts", body);
        assertThat(said.status()).as(said.json().encode()).isEqualTo(201);
        if (!line.id().isEmpty()) {
            posts.put(line.id(), said.json().getString("post"));
        }
    }

    /** The post of a line that has an id. */
    String post(String id) {
        return Objects.requireNonNull(posts.get(id), id);
    }

    /** Who told it. */
    Set<String> tellers() {
        return tellers;
    }

    private Api person(String name) {
        return Objects.requireNonNull(people.get(name), name);
    }
}
