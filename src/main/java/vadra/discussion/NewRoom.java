package vadra.discussion;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a member says of a room that they start.
 *
 * @param product the slug of the product that it is about, null for none
 */
public record NewRoom(
        String slug,
        String title,
        String topic,
        String language,
        @Nullable String product) {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

    /** Whether a room could have this slug; nothing else is worth looking for. */
    static boolean isSlug(String text) {
        return SLUG.matcher(text).matches();
    }

    /** A slug made from a title: letters without their marks, hyphens between words, at most 60 characters. */
    public static String slugOf(String title) {
        var plain = Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return Optional.of(plain.substring(0, Math.min(plain.length(), 60)))
                .filter(slug -> !slug.isEmpty())
                .orElse("room");
    }
}
