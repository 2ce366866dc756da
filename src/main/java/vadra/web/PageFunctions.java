package vadra.web;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What templates can do besides showing what they are given. */
final class PageFunctions extends AbstractExtension {
    private static final ZoneId HOME = ZoneId.of("Europe/Stockholm");

    @Override
    public Map<String, Filter> getFilters() {
        return Map.of("moment", new Moment(), "json", new Json());
    }

    private abstract static class Plain implements Filter {
        @Override
        public @Nullable List<String> getArgumentNames() {
            return null;
        }
    }

    /** A time as people in Stockholm say it; the page's script makes it relative. */
    private static final class Moment extends Plain {
        @Override
        public Object apply(
                @Nullable Object input,
                Map<String, Object> arguments,
                PebbleTemplate template,
                EvaluationContext context,
                int line) {
            return input instanceof Instant instant
                    ? DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                            .withLocale(context.getLocale())
                            .format(instant.atZone(HOME))
                    : "";
        }
    }

    /** An object as JSON for a script to read; escaped like any text, so it cannot end its element. */
    private static final class Json extends Plain {
        @Override
        public Object apply(
                @Nullable Object input,
                Map<String, Object> arguments,
                PebbleTemplate template,
                EvaluationContext context,
                int line) {
            return input instanceof JsonObject json ? json.encode() : "";
        }
    }
}
