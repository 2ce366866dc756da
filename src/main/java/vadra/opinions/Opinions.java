package vadra.opinions;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vadra.core.PostId;
import vadra.core.Problem;

/** What members think of the products. Safe for use by any thread. */
public final class Opinions {
    /** The most that a page has. */
    public static final int MOST = 50;

    private static final int PATIENCE_MS = 5_000;

    private final PgOpinions rows;

    public Opinions(Pool pool) {
        this.rows = new PgOpinions(pool);
    }

    /**
     * Some opinions, by their posts.
     *
     * @param next after which the next page begins, empty on the last
     */
    public record Page(List<PostId> posts, Optional<PostId> next) {}

    /**
     * The opinions of a product that stand.
     *
     * @param after the last of the page before, null for the first page
     * @param limit 1 to {@value #MOST}
     */
    public Future<Page> of(String product, Order order, @Nullable PostId after, int limit) {
        return rows.page(product, order, after, limit + 1).map(found -> {
            var page = found.subList(0, Math.min(limit, found.size()));
            return new Page(page, found.size() > limit ? Optional.of(page.get(limit - 1)) : Optional.empty());
        });
    }

    /** Whether there is such a product; fails with {@link Problem.NotFound} when there is none. */
    public Future<Void> known(String product) {
        return rows.known(product).map(there -> {
            if (!there) {
                throw Problem.notFound("product", product);
            }
            return null;
        });
    }

    /** What they come to. */
    public Future<Figures> figures(String product) {
        return rows.figures(product).timeout(PATIENCE_MS, TimeUnit.MILLISECONDS);
    }
}
