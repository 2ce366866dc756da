package vadra.parts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.polls.PgPolls;
import vadra.polls.Poll;

/** Joins the parts of posts with what they name, as a reader sees it now; posts without parts cost nothing. */
public final class PartReader {
    private final PgSources sources;
    private final PgPolls polls;

    public PartReader(Pool pool) {
        this.sources = new PgSources(pool);
        this.polls = new PgPolls(pool);
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
        var asked = carried.entrySet().stream()
                .filter(one -> one.getValue().stream().anyMatch(Part.Poll.class::isInstance))
                .map(Map.Entry::getKey)
                .toList();
        var found = sources.read(PgSources.wanted(quotes));
        var answered = polls.seen(asked, reader);
        return Future.all(found, answered).map(read -> {
            var shown = new HashMap<PostId, List<Shown>>();
            carried.forEach((post, parts) -> shown.put(
                    post,
                    parts.stream()
                            .map(part -> new Shown(
                                    part,
                                    seen(part, found.result(), answered.result().get(post))))
                            .toList()));
            return shown;
        });
    }

    private static @Nullable Seen seen(
            Part part, Map<PgSources.Wanted, PgSources.Found> found, @Nullable Poll answered) {
        if (part instanceof Part.Poll) {
            return answered == null ? null : new Seen.Answers(answered);
        }
        if (part instanceof Part.Quote quote) {
            var source = found.get(new PgSources.Wanted(quote.post(), quote.version()));
            return source == null ? null : PgSources.shown(quote, source);
        }
        // The others name nothing that changes.
        return null;
    }
}
