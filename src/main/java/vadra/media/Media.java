package vadra.media;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Problem;

/** The pictures that members upload: each is kept once, under the digest of its bytes. Safe for use by any thread. */
public final class Media {
    /** After so long an upload that was never used is let go. */
    public static final Duration UNUSED = Duration.ofDays(1);
    /** How many bytes of pictures a member can hold. */
    public static final long ROOM = 200L * 1024 * 1024;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    private final Vertx vertx;
    private final PgMedia rows;
    private final Clock clock;

    public Media(Vertx vertx, Pool pool, Clock clock) {
        this.vertx = vertx;
        this.rows = new PgMedia(pool);
        this.clock = clock;
    }

    /**
     * A picture that is kept.
     *
     * @param id the SHA-256 of its bytes, in hexadecimal digits
     * @param size bytes
     */
    public record Kept(String id, String type, int width, int height, int size) {}

    /** A picture that a member holds. */
    public record Held(Kept picture, Instant since, long uses) {}

    /** Whether a text could be the name of a picture. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The name that a picture is kept under. */
    public static String idOf(Picture picture) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(picture.bytes().getBytes()));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    /** Takes an upload; fails with {@link Problem.Invalid} when it is no picture, and {@link Problem.Conflict} when the member's room is full. */
    public Future<Kept> keep(Actor by, byte[] upload) {
        return keep(by, upload, any -> {});
    }

    /**
     * Takes an upload for something that asks more of a picture.
     *
     * @param rule throws {@link Problem.Invalid} for one that does not fit
     */
    public Future<Kept> keep(Actor by, byte[] upload, Consumer<Picture> rule) {
        return vertx.executeBlocking(() -> Picture.read(upload), false).compose(picture -> {
            rule.accept(picture);
            return rows.keep(by.id(), picture, ROOM);
        });
    }

    /** What a member holds, newest first, at most 500. */
    public Future<List<Held>> of(Actor by) {
        return rows.of(by.id());
    }

    /** Lets go of a picture; others who hold the same one keep it. Fails with {@link Problem.Conflict} while it stands somewhere. */
    public Future<Void> drop(Actor by, String id) {
        return isId(id) ? rows.drop(by.id(), id) : Future.failedFuture(Problem.notFound("picture", id));
    }

    /**
     * A picture with its bytes, for who may see it: everybody where it stands in something that stands, else who holds it.
     *
     * @return fails with {@link Problem.NotFound} for all others
     */
    public Future<Shown> show(String id, @Nullable MemberId reader) {
        return isId(id) ? rows.show(id, reader) : Future.failedFuture(Problem.notFound("picture", id));
    }

    /**
     * A picture for a reader.
     *
     * @param open whether everybody may see it
     */
    public record Shown(String type, boolean open, Buffer bytes) {}

    /** Which of these pictures a member holds, and how large each is. */
    public Future<Map<String, Picture.Size>> sizes(MemberId holder, Set<String> ids) {
        return ids.isEmpty() ? Future.succeededFuture(Map.of()) : rows.sizes(holder, ids);
    }

    /** Lets go of uploads that were never used for {@link #UNUSED}; how many, at most 100 at once. */
    public Future<Integer> sweep() {
        return rows.sweep(clock.instant().minus(UNUSED));
    }
}
