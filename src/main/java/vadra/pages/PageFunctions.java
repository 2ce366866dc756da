package vadra.pages;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vadra.opinions.Sections;

/** What templates can do besides showing what they are given. */
final class PageFunctions extends AbstractExtension {
    private static final ZoneId HOME = ZoneId.of("Europe/Stockholm");
    private static final int TALLEST_BAR = 24;
    private static final int LEAST_TOP = 4;

    @Override
    public Map<String, Filter> getFilters() {
        return Map.ofEntries(
                Map.entry("moment", new Shaped(List.of(), (input, arguments, context) -> moment(input, context))),
                Map.entry("wall", new Shaped(List.of(), (input, arguments, context) -> wall(input, context))),
                Map.entry("clock", new Shaped(List.of(), (input, arguments, context) -> clock(input))),
                Map.entry("span", new Shaped(List.of(), (input, arguments, context) -> span(input, context))),
                Map.entry("hour", new Shaped(List.of(), (input, arguments, context) -> hour(input))),
                Map.entry("json", new Shaped(List.of(), (input, arguments, context) -> json(input))),
                Map.entry("month", new Shaped(List.of(), (input, arguments, context) -> month(input, context))),
                Map.entry("bars", new Shaped(List.of(), (input, arguments, context) -> bars(input))),
                Map.entry(
                        "sections",
                        new Shaped(List.of(), (input, arguments, context) -> Sections.of(String.valueOf(input)))),
                Map.entry("counted", new Shaped(List.of("key"), PageFunctions::counted)),
                Map.entry(
                        "filled",
                        new Shaped(List.of("values"), (input, arguments, context) -> filled(input, arguments))));
    }

    /** Makes what is shown of what is given. */
    private interface Shape {
        Object of(@Nullable Object input, Map<String, Object> arguments, EvaluationContext context);
    }

    /** A shape as templates call it. */
    private record Shaped(List<String> names, Shape shape) implements Filter {
        @Override
        public List<String> getArgumentNames() {
            return names;
        }

        @Override
        public Object apply(
                @Nullable Object input,
                Map<String, Object> arguments,
                PebbleTemplate template,
                EvaluationContext context,
                int line) {
            return shape.of(input, arguments, context);
        }
    }

    /** A time as people in Stockholm say it; the page's script makes it relative. */
    private static String moment(@Nullable Object input, EvaluationContext context) {
        return input instanceof Instant instant
                ? DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(context.getLocale())
                        .format(instant.atZone(HOME))
                : "";
    }

    /** A time with its day of the week, for what is to come as for what was. */
    private static String wall(@Nullable Object input, EvaluationContext context) {
        var time = input instanceof String iso ? Instant.parse(iso) : input;
        return time instanceof Instant instant
                ? DateTimeFormatter.ofPattern("EEE d MMM HH:mm", context.getLocale())
                        .format(instant.atZone(HOME))
                : "";
    }

    /** The hour and minute in Stockholm of a time. */
    private static String clock(@Nullable Object input) {
        return input instanceof Instant instant ? hour(instant.toString()) : "";
    }

    /** The hour and minute in Stockholm of a time in ISO form. */
    private static String hour(@Nullable Object input) {
        return input instanceof String iso
                ? DateTimeFormatter.ofPattern("HH:mm").format(Instant.parse(iso).atZone(HOME))
                : "";
    }

    /** A month in words, of its ISO form. */
    private static String month(@Nullable Object input, EvaluationContext context) {
        return input instanceof String iso
                ? DateTimeFormatter.ofPattern("LLLL yyyy", context.getLocale()).format(YearMonth.parse(iso))
                : "";
    }

    /** An object as JSON for a script to read; escaped like any text, so it cannot end its element. */
    private static String json(@Nullable Object input) {
        return input instanceof JsonObject json ? json.encode() : "";
    }

    /** Numbers as heights of up to 24, against the greatest of them; what the page's script draws, too. */
    private static List<Integer> bars(@Nullable Object input) {
        var numbers = input instanceof JsonArray array
                ? array.stream().map(number -> ((Number) number).intValue()).toList()
                : List.<Integer>of();
        int top = numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
        double scale = (double) TALLEST_BAR / Math.max(LEAST_TOP, top);
        return numbers.stream()
                .map(number -> number == 0 ? 0 : Math.max(2, (int) Math.round(number * scale)))
                .toList();
    }

    /** A number with its words: {@code key.one} or {@code key.other} of the page's language. */
    private static String counted(@Nullable Object input, Map<String, Object> arguments, EvaluationContext context) {
        long number = input instanceof Number given ? given.longValue() : 0;
        var key = arguments.get("key") + (number == 1 ? ".one" : ".other");
        var words = context.getVariable("t") instanceof Map<?, ?> texts ? texts.get(key) : null;
        var format = NumberFormat.getIntegerInstance(context.getLocale());
        return words == null ? key : words.toString().replace("{n}", format.format(number));
    }

    /** A length of time in its largest unit, as people say it; nothing for none. */
    private static Object span(@Nullable Object input, EvaluationContext context) {
        if (!(input instanceof Optional<?> given) || !(given.orElse(null) instanceof Duration length)) {
            return "";
        }
        long minutes = Math.max(1, length.toMinutes());
        var unit = minutes < 120 ? "minute" : minutes < 48 * 60 ? "hour" : "day";
        long number = minutes < 120 ? minutes : minutes < 48 * 60 ? minutes / 60 : minutes / (24 * 60);
        return counted(number, Map.of("key", "span." + unit), context);
    }

    /** A text with its {@code {names}} replaced. */
    private static String filled(@Nullable Object input, Map<String, Object> arguments) {
        var text = String.valueOf(input);
        if (arguments.get("values") instanceof Map<?, ?> values) {
            for (var value : values.entrySet()) {
                text = text.replace("{" + value.getKey() + "}", String.valueOf(value.getValue()));
            }
        }
        return text;
    }
}
