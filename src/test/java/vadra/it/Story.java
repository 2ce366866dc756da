package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** An hour in two rooms, with a rumour in it, told through the public API by a clock of its own. */
final class Story {
    /** The full hour at which it begins. */
    static final Instant START = Instant.parse("2026-11-02T08:00:00Z");

    private final URI server;
    private final SteppedClock clock;
    private final Map<String, Api> people = new HashMap<>();
    private String first = "";

    private Story(URI server, SteppedClock clock) {
        this.server = server;
        this.clock = clock;
    }

    /** Tells it. */
    static Story told(URI server, SteppedClock clock) {
        var story = new Story(server, clock);
        for (var room : List.of("koket", "verkstan")) {
            var body = new JsonObject().put("title", room).put("slug", room);
            assertThat(story.person("p00").post("/api/rooms", body).status()).isEqualTo(201);
        }
        table("story.tsv").forEach(story::tell);
        clock.step(Duration.ofSeconds(2));
        return story;
    }

    private void tell(String[] cells) {
        clock.to(START.plusSeconds(Long.parseLong(cells[0])));
        var body = new JsonObject().put("text", cells[5]).put("language", "sv");
        if (!cells[3].isEmpty()) {
            body.put("parent", first);
        }
        var said = person(cells[1]).post("/api/rooms/" + cells[2] + "/posts", body);
        assertThat(said.status()).as(said.json().encode()).isEqualTo(201);
        if (first.isEmpty() && cells[4].equals("spreads")) {
            first = said.json().getString("post");
        }
    }

    Api person(String handle) {
        return people.computeIfAbsent(handle, name -> Person.member(server, name));
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
        return table("story-by-hand.tsv")
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

    private static Stream<String[]> table(String name) {
        try (InputStream file = Objects.requireNonNull(Story.class.getResourceAsStream(name), name)) {
            var lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.stream().filter(line -> !line.startsWith("#")).skip(1).map(line -> line.split("\t", -1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
