package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** An hour in two rooms, with a rumour in it, told through the public API by a clock of its own. */
final class Story {
    /** The full hour at which it begins. */
    static final Instant START = Instant.parse("2026-11-02T08:00:00Z");

    private final SteppedClock clock;
    private final Map<String, Api> people = new HashMap<>();
    private final Iterator<String[]> lines = Lines.of("story.tsv").iterator();
    private TestServer home;
    private String first = "";
    private int told;

    private Story(TestServer home, SteppedClock clock) {
        this.home = home;
        this.clock = clock;
    }

    /** Tells it. */
    @CanIgnoreReturnValue
    static Story told(TestServer server, SteppedClock clock) {
        var story = begun(server, clock);
        story.tell(List.of(server), () -> false);
        return story;
    }

    /** Its rooms. */
    static Story begun(TestServer server, SteppedClock clock) {
        var story = new Story(server, clock);
        for (var room : List.of("koket", "verkstan")) {
            var body = new JsonObject().put("title", room).put("slug", room);
            assertThat(story.person("p00").post("/api/rooms", body).status()).isEqualTo(201);
        }
        return story;
    }

    /** Tells it on, by turns to these servers, until something is so or the story ends. */
    void tell(List<TestServer> to, BooleanSupplier enough) {
        home = to.get(0);
        while (lines.hasNext() && !enough.getAsBoolean()) {
            tell(lines.next(), to);
        }
        clock.step(Duration.ofSeconds(2));
    }

    private void tell(String[] cells, List<TestServer> to) {
        clock.to(START.plusSeconds(Long.parseLong(cells[0])));
        var body = new JsonObject().put("text", cells[5]).put("language", "sv");
        if (!cells[3].isEmpty()) {
            body.put("parent", first);
        }
        var room = cells[2];
        var by = person(cells[1]).at(to.get(told++ % to.size()).url());
        var said = by.post("/api/rooms/" + room + "/posts", body);
        assertThat(said.status()).as(said.json().encode()).isEqualTo(201);
        if (first.isEmpty() && cells[4].equals("spreads")) {
            first = said.json().getString("post");
        }
        if (to.size() > 1) {
            // Time goes on in jumps, so nobody may be behind when it does.
            long offset = said.json().getJsonObject("position").getLong("offset");
            to.forEach(server -> Wait.until("all have heard it", () -> server.offset(room) >= offset));
        }
    }

    Api person(String handle) {
        return people.computeIfAbsent(handle, name -> Person.member(home.url(), name));
    }

    /** Everybody in it. */
    Iterable<String> names() {
        return List.copyOf(people.keySet());
    }

    /** The first post that told the rumour. */
    String first() {
        return first;
    }

    /** The minutes of the rumour, counted by hand: start, carriers, and mentions that spread, ask and deny. */
    static List<List<Object>> minutesByHand() {
        return Lines.of("story-by-hand.tsv").stream()
                .map(cells -> List.<Object>of(
                        START.plus(Duration.ofMinutes(Long.parseLong(cells[0]))).toString(),
                        Integer.parseInt(cells[1]),
                        Integer.parseInt(cells[2]),
                        Integer.parseInt(cells[3]),
                        Integer.parseInt(cells[4])))
                .toList();
    }

    /** The same, as the server has counted. */
    static List<List<Object>> minutes(JsonArray counted) {
        return counted.stream()
                .map(JsonObject.class::cast)
                .map(minute -> Stream.of("start", "carriers", "spreads", "asks", "denies")
                        .map(minute::getValue)
                        .toList())
                .toList();
    }
}
