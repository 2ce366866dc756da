package vadra.pages;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The figures of restraint as the lines of a table, each number a link to exactly the rows that it counts. */
final class OpennessFigures {
    private static final List<String> PERIODS = List.of("days30", "days365", "all");

    private final JsonObject snapshot;
    private final OpennessWords words;

    OpennessFigures(JsonObject snapshot, OpennessWords words) {
        this.snapshot = snapshot;
        this.words = words;
    }

    /** What stands in one place of the table; no link where it counts no rows. */
    record Cell(String text, Optional<String> rows) {}

    /**
     * A line of the table.
     *
     * @param part whether it is a part of the line above
     */
    record Line(String label, boolean part, List<Cell> cells) {}

    /** All lines, for 30 days, a year and all time. */
    List<Line> lines(Function<JsonObject, String> ruleName) {
        var lines = new ArrayList<Line>();
        lines.add(line("posts", period -> new Cell(words.count(period.getLong("posts")), Optional.empty())));
        lines.add(line("untouched", period -> linked(period, "touched", untouched(period))));
        lines.add(line(
                "interventions",
                period -> linked(
                        period,
                        "interventions",
                        words.perThousand(count(period, "interventions"), period.getLong("posts")))));
        for (Object rule : snapshot.getJsonObject("all").getJsonArray("byRule")) {
            lines.add(byRule((JsonObject) rule, ruleName));
        }
        lines.add(line(
                "reportToDecision",
                period -> linked(period, "reported", words.median(period.getJsonObject("reportToDecision")))));
        lines.add(line(
                "actToStatement",
                period -> linked(period, "interventions", words.median(period.getJsonObject("actToStatement")))));
        lines.add(share("overturned", "judged"));
        lines.add(share("criticism", "interventions"));
        lines.add(share("machine", "interventions"));
        lines.add(share("partly", "interventions"));
        lines.add(line("returned", period -> linked(period, "returned", words.count(count(period, "returned")))));
        return lines;
    }

    /** The main figure, of the last 30 days: the share of posts that no decision was about. */
    Map<String, Object> main() {
        var period = snapshot.getJsonObject("days30");
        long posts = period.getLong("posts");
        long left = posts - Math.min(posts, period.getLong("touchedPosts"));
        return Map.of(
                "enough", posts >= 10,
                "percent", posts == 0 ? "" : words.percent(left, posts),
                "posts", words.count(posts),
                "untouched", words.count(left),
                "touched", words.count(period.getLong("touchedPosts")),
                "rows", href(period, "touched"));
    }

    /** What is in force now, each with a link to its rows. */
    List<Line> now() {
        var all = snapshot.getJsonObject("all");
        return List.of("hidden", "announced", "held", "slowed", "waiting").stream()
                .map(name -> new Line(
                        words.of("openness.now." + name),
                        false,
                        List.of(linked(all, name, words.count(count(all, name))))))
                .toList();
    }

    /** Holds and slow mode, month by month. */
    List<Line> quiet() {
        return snapshot.getJsonObject("all").getJsonArray("quiet").stream()
                .map(JsonObject.class::cast)
                .map(month -> new Line(
                        month.getString("month") + ", " + words.of("openness.quiet." + month.getString("act")),
                        false,
                        List.of(new Cell(
                                words.of("openness.minutes").replace("{n}", words.count(month.getLong("minutes")))
                                        + " (" + words.of("openness.n").replace("{n}", words.count(month.getLong("n")))
                                        + ")",
                                Optional.of("/openness?act=" + month.getString("act") + "#rows")))))
                .toList();
    }

    /**
     * How often a limit refused on a day.
     *
     * @param what the limit, in words
     */
    record Refused(String day, String what, String n) {}

    /** How often the limits refused on each of the last 30 days, newest first. */
    List<Refused> limits() {
        var days = new ArrayList<Refused>();
        for (var each : snapshot.getJsonArray("limits")) {
            var day = (JsonObject) each;
            days.add(
                    0,
                    new Refused(
                            day.getString("day"),
                            words.of("openness.limit." + day.getString("limit")),
                            words.count(day.getLong("n"))));
        }
        return days;
    }

    private String untouched(JsonObject period) {
        long posts = period.getLong("posts");
        return words.share(posts - Math.min(posts, period.getLong("touchedPosts")), posts);
    }

    private Line byRule(JsonObject rule, Function<JsonObject, String> ruleName) {
        var cells = PERIODS.stream()
                .map(snapshot::getJsonObject)
                .map(period -> new Cell(
                        words.perThousand(ofRule(period, rule), period.getLong("posts")),
                        Optional.of("/openness?figure=interventions&rule=" + rule.getLong("rule") + "&version="
                                + rule.getLong("version") + since(period) + "#rows")))
                .toList();
        return new Line(ruleName.apply(rule), true, cells);
    }

    private static long ofRule(JsonObject period, JsonObject rule) {
        return period.getJsonArray("byRule").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getLong("rule").equals(rule.getLong("rule"))
                        && one.getLong("version").equals(rule.getLong("version")))
                .mapToLong(one -> one.getLong("n"))
                .sum();
    }

    private Line share(String part, String of) {
        return line(part, period -> linked(period, part, words.share(count(period, part), count(period, of))));
    }

    private Line line(String name, Function<JsonObject, Cell> cell) {
        return new Line(
                words.of("openness.figure." + name),
                false,
                PERIODS.stream().map(snapshot::getJsonObject).map(cell).toList());
    }

    private static Cell linked(JsonObject period, String figure, String text) {
        return new Cell(text, Optional.of(href(period, figure)));
    }

    private static String href(JsonObject period, String figure) {
        return "/openness?figure=" + figure + since(period) + "#rows";
    }

    private static String since(JsonObject period) {
        return period.getString("since") == null ? "" : "&since=" + period.getString("since");
    }

    private static long count(JsonObject period, String figure) {
        return period.getJsonObject("counts").getLong(figure);
    }
}
