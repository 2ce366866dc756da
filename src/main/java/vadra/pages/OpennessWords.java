package vadra.pages;

import io.vertx.core.json.JsonObject;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the public ledger says a row, a share, a time. Few are said as what they are: no percent of less than ten. */
final class OpennessWords {
    private static final int FEW = 10;

    private final Map<String, String> words;
    private final Locale locale;

    OpennessWords(Map<String, String> words, String language) {
        this.words = words;
        this.locale = Locale.forLanguageTag(language);
    }

    /** The words of a key; of one that is not known, the last part of the key itself. */
    String of(String key) {
        return words.getOrDefault(key, key.substring(key.lastIndexOf('.') + 1));
    }

    /** What a row did, in a sentence without its stop. */
    String heading(JsonObject row, @Nullable JsonObject place) {
        var kind = row.getString("kind");
        var where = place == null || kind.equals("profile")
                ? ""
                : of("openness.in." + kind).replace("{room}", place.getString("title")) + " ";
        return of("openness.kind." + kind) + " " + where + of("openness.act." + row.getString("act") + "." + kind);
    }

    String count(long n) {
        return NumberFormat.getIntegerInstance(locale).format(n);
    }

    /** So many of so many, with percent where that says something. */
    String share(long part, long of) {
        var plain = of("openness.of").replace("{n}", count(part)).replace("{of}", count(of));
        return of < FEW ? plain : percent(part, of) + " (" + plain + ")";
    }

    /** A share with as many digits as keep it from being rounded to all or nothing. */
    String percent(long part, long of) {
        var format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(part == of || part == 0 ? 0 : of < 1_000 ? 1 : 3);
        format.setRoundingMode(part * 2 > of ? RoundingMode.DOWN : RoundingMode.UP);
        return format.format((double) part / of);
    }

    /** So many for each thousand posts, where there were enough. */
    String perThousand(long n, long posts) {
        if (posts < FEW) {
            return of("openness.of").replace("{n}", count(n)).replace("{of}", count(posts));
        }
        var format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(2);
        return format.format(1_000.0 * n / posts) + " (" + count(n) + ")";
    }

    /** A median with how many it is of. */
    String median(JsonObject time) {
        long n = time.getLong("n");
        return n == 0
                ? of("openness.noneYet")
                : duration(time.getLong("medianSeconds")) + " ("
                        + of("openness.n").replace("{n}", count(n)) + ")";
    }

    private String duration(long seconds) {
        if (seconds < 120) {
            return of("openness.seconds").replace("{n}", count(seconds));
        }
        if (seconds < 2 * 3_600) {
            return of("openness.minutes").replace("{n}", count(seconds / 60));
        }
        return seconds < 2 * 86_400
                ? of("openness.hours").replace("{n}", count(seconds / 3_600))
                : of("openness.days").replace("{n}", count(seconds / 86_400));
    }
}
