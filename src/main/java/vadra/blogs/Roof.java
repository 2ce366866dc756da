package vadra.blogs;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import vadra.core.EventCodec;
import vadra.media.Media;

/** All that there is under members' own roofs; every part is safe for use by any thread. */
public record Roof(Blogs blogs, Drafts drafts, Articles articles, Media media, Rendering rendering) {
    /**
     * What it stands on.
     *
     * @param knownHandles which of these handles belong to members
     */
    public record Ground(
            EventCodec codec,
            Clock clock,
            Supplier<UUID> ids,
            Function<Set<String>, Future<Set<String>>> knownHandles) {}

    /** Makes all parts. */
    public static Roof of(Vertx vertx, Pool pool, Ground ground) {
        var media = new Media(vertx, pool, ground.clock());
        var rendering = new Rendering(vertx, media, ground.knownHandles());
        return new Roof(
                new Blogs(pool),
                new Drafts(pool, rendering, ground.codec(), ground.clock(), ground.ids()),
                new Articles(pool, rendering, ground.codec(), ground.clock()),
                media,
                rendering);
    }
}
