package vadra.openness;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The chain of the ledger, reckoned anew from the rows alone: the digest of a row is the SHA-256 of the digest before it
 * and of the row's fields, each as its length in bytes, a colon, its UTF-8 and a comma; a lacking one is a hyphen and a comma.
 */
public final class Chain {
    /** The digest before the first row. */
    public static final String START = "0".repeat(64);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Chain() {}

    /**
     * The first row that does not follow from the one before.
     *
     * @param entries a stretch of the ledger, in order
     * @param before the place of the row before the stretch, 0 at the beginning
     * @param prev the digest of that row, {@link #START} at the beginning
     */
    public static OptionalLong fault(List<Entry> entries, long before, String prev) {
        long place = before;
        var last = prev;
        for (var entry : entries) {
            place++;
            if (entry.n() != place
                    || !entry.link().prev().equals(last)
                    || !entry.link().hash().equals(digest(entry))) {
                return OptionalLong.of(entry.n());
            }
            last = entry.link().hash();
        }
        return OptionalLong.empty();
    }

    /** The digest that a row should have after the one that it names. */
    static String digest(Entry entry) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(entry.link().prev()));
            return HexFormat.of().formatHex(digest.digest(bytes(entry)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(Entry entry) {
        var text = new StringBuilder();
        for (@Nullable Object field : fields(entry)) {
            if (field == null) {
                text.append("-,");
            } else {
                int bytes = field.toString().getBytes(StandardCharsets.UTF_8).length;
                text.append(bytes).append(':').append(field).append(',');
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<@Nullable Object> fields(Entry entry) {
        var fields = new ArrayList<@Nullable Object>();
        Collections.addAll(fields, entry.n(), entry.id(), time(entry.at()), code(entry.act()), entry.cause());
        Collections.addAll(fields, entry.ends(), entry.batch());
        var thing = entry.thing();
        Collections.addAll(
                fields, code(thing.kind()), thing.name(), thing.room(), time(thing.madeAt()), thing.language());
        var ground = entry.ground();
        Collections.addAll(
                fields,
                ground.version(),
                ground.rule(),
                ground.law(),
                ground.grounds(),
                ground.facts(),
                ground.criticism());
        var manner = entry.manner();
        Collections.addAll(
                fields, manner.source(), manner.detected(), manner.decided(), manner.actor(), manner.scope());
        Collections.addAll(fields, time(entry.effectiveAt()), time(entry.until()), manner.pace());
        return fields;
    }

    static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : TIME.format(time);
    }
}
