package vadra.parts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;
import vadra.core.PostId;

/** Joins the parts of posts with what they name, as a reader sees it now; posts without parts cost nothing. */
public final class PartReader {
    private final PgSources sources;

    public PartReader(Pool pool) {
        this.sources = new PgSources(pool);
    }

    /**
     * What is seen of the parts of some posts.
     *
     * @param carried of each post that carries something
     * @param reader null for a guest
     */
    public Future<Map<PostId, List<Shown>>> shown(Map<PostId, List<Part>> carried, @Nullable MemberId reader) {
        if (carried.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        var quotes = carried.values().stream()
                .flatMap(List::stream)
                .filter(Part.Quote.class::isInstance)
                .map(Part.Quote.class::cast)
                .toList();
        return sources.read(PgSources.wanted(quotes)).map(found -> {
            var shown = new HashMap<PostId, List<Shown>>();
            carried.forEach((post, parts) -> shown.put(
                    post,
                    parts.stream()
                            .map(part -> new Shown(part, seen(part, found)))
                            .toList()));
            return shown;
        });
    }

    private static @Nullable Seen seen(Part part, Map<PgSources.Wanted, PgSources.Found> found) {
        if (part instanceof Part.Quote quote) {
            var source = found.get(new PgSources.Wanted(quote.post(), quote.version()));
            return source == null ? null : PgSources.shown(quote, source);
        }
        if (part instanceof Part.Picture) {
            return null;
        }
        throw new AssertionError(part);
    }
}
