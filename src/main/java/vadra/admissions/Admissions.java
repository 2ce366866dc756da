package vadra.admissions;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import vadra.core.Actor;
import vadra.core.Problem;
import vadra.discussion.Markdown;
import vadra.discussion.Words;

/** The company's admissions. What was written is only ever followed by a further version. Safe for use by any thread. */
public final class Admissions {
    /** After all that was ever written, and within what PostgreSQL can hold. */
    public static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private final PgAdmissions rows;
    private final Supplier<UUID> ids;

    public Admissions(Pool pool, Supplier<UUID> ids) {
        this.rows = new PgAdmissions(pool);
        this.ids = ids;
    }

    /**
     * Those older than a time, newest first; each written one with its newest version.
     *
     * @param limit 1 to 100
     */
    public Future<List<Admission>> list(Instant before, int limit) {
        return rows.list(before, limit);
    }

    /** One with all its versions; fails with {@link Problem.NotFound} when there is none. */
    public Future<Admission> one(UUID id) {
        return rows.one(id).map(found -> found.orElseThrow(() -> Problem.notFound("admission", id.toString())));
    }

    /** Admits something; fails with {@link Problem.Forbidden} for all but staff. */
    public Future<Admission> write(Actor by, Admission.About about, Admission.Draft draft) {
        var id = ids.get();
        return rendered(draft)
                .compose(said -> rows.begin(by.id(), id, about, said))
                .compose(done -> one(id));
    }

    /**
     * Adds a version; fails with {@link Problem.Conflict} when it takes back what was admitted: only what is not known yet
     * can become something else, known.
     */
    public Future<Admission> correct(Actor by, UUID id, Admission.Draft draft) {
        return rendered(draft).compose(said -> rows.write(by.id(), id, said)).compose(done -> one(id));
    }

    private static Future<PgAdmissions.Said> rendered(Admission.Draft draft) {
        return Future.succeededFuture(draft).map(written -> {
            var text = Words.normal("text", written.text());
            return new PgAdmissions.Said(
                    written, Words.normal("title", written.title()), text, Markdown.html(text, Set.of()));
        });
    }
}
