package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.it.Injection.Line;

/**
 * A real rumour in a real chat, both from the evaluation data, through the public API into a running server; by a clock that
 * is set to each line's time. Of the story only which posts hold its word is counted independently.
 */
class RealStoryTest {
    private static final Path DATA =
            Path.of(System.getProperty("evaluate.data", "../shared/data")).resolve("chat");
    private static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\p{N}])germanwings(?![\\p{L}\\p{N}])");
    private static final Instant START = Instant.parse("2026-11-02T08:00:00Z");
    private static final int POSTS = 60;
    private static final double BEGINS = 3_000;
    private static final double GAP = 12;

    private final SteppedClock clock = new SteppedClock(START.minusSeconds(60));

    @Test
    void itIsFoundAlertedOfAndCountedAsByHand() throws IOException {
        assumeTrue(Files.isDirectory(DATA), () -> "no evaluation data at " + DATA + "; set -Devaluate.data");
        var lines = lines();
        try (var server = TestServer.start(TestDatabase.fresh().url(), Map.of(), clock)) {
            var staff = server.staff();
            new Injection(server, lines).pour(server, lines, clock, START);
            clock.step(Duration.ofSeconds(2));
            Wait.until("the alert is there", () -> !alerts(staff).isEmpty());
            var alert = alerts(staff).getJsonObject(0);
            assertThat(Instant.parse(alert.getString("onsetAt"))).isAfter(START.plusSeconds((long) BEGINS));
            var body = new JsonObject().put("title", "By hand").put("phrases", new JsonArray().add("germanwings"));
            var reading = staff.post("/api/desk/claims", body).json().getJsonObject("reading");
            var holding = lines.stream()
                    .filter(line ->
                            WORD.matcher(line.text().toLowerCase(Locale.ROOT)).find())
                    .toList();
            assertThat(reading.getJsonObject("stances").getInteger("spreads")).isPositive();
            assertThat(reading.getInteger("mentions")).isEqualTo(holding.size());
            assertThat(reading.getLong("carriers"))
                    .isEqualTo(holding.stream().map(Line::person).distinct().count());
            server.stop();
        }
    }

    private static JsonArray alerts(Api staff) {
        return staff.get("/api/desk/alerts?state=all").json().getJsonArray("alerts");
    }

    private static List<Line> lines() throws IOException {
        var lines = new ArrayList<Line>();
        for (var cells : table("background.tsv.gz")) {
            if (cells[0].equals("s12") && Double.parseDouble(cells[1]) < BEGINS + POSTS * GAP) {
                var room = Injection.ROOMS.get(Integer.parseInt(cells[2].substring(1)) % 3 == 0 ? 1 : 0);
                lines.add(new Line(Double.parseDouble(cells[1]), "talker-" + cells[2], room, "", "", cells[3]));
            }
        }
        int told = 0;
        for (var cells : table("rumour_posts.tsv.gz")) {
            if (cells[0].equals("germanwings-crash") && told < POSTS) {
                // The story of days, told within some minutes, each post by somebody else.
                var room = Injection.ROOMS.get(told % 2);
                lines.add(new Line(BEGINS + GAP * told, "teller-" + told++, room, "", "", cells[3]));
            }
        }
        lines.sort(Comparator.comparingDouble(Line::seconds));
        return lines;
    }

    private static List<String[]> table(String name) throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(DATA.resolve(name))), StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(line -> line.split("\t", 4)).toList();
        }
    }
}
