package vadra.moving;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import vadra.community.CommunityService;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.profiles.Profiles;

/** All that is a member's own: to take along, to bring along, and to look into. Safe for use by any thread. */
public final class Own {
    /** The most posts that a page shows of those that were brought along. */
    public static final int POSTS = 50;

    private static final Duration RETRY = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Moving moving;
    private final PgOwn rows;
    private final Arrival arrival;
    private final Setting setting;
    /** Whose zip is being made on this server; as many as are signed in at most, and each gone with its end. */
    private final Set<MemberId> busy = ConcurrentHashMap.newKeySet();

    /**
     * What it is wired with.
     *
     * @param publicUrl the one address of this house, where it is settled
     */
    public record Setting(Optional<URI> publicUrl, Clock clock) {}

    public Own(Vertx vertx, Pool pool, Moving moving, Profiles profiles, CommunityService community, Setting setting) {
        this.vertx = vertx;
        this.moving = moving;
        this.rows = new PgOwn(pool);
        this.arrival = new Arrival(moving, rows, profiles, community);
        this.setting = setting;
    }

    /** What is packed, ready to be sent once. */
    public final class Trip {
        private final MemberId owner;
        private final Belongings belongings;
        private final Packing blog;

        private Trip(MemberId owner, Belongings belongings, Packing blog) {
            this.owner = owner;
            this.belongings = belongings;
            this.blog = blog;
        }

        /** Packs all of it; each piece is given on before the next is made. */
        public Future<Void> to(Function<Buffer, Future<Void>> sink) {
            return belongings.to(new Zip(vertx, sink), blog).eventually(() -> free(owner));
        }
    }

    /**
     * Makes ready to pack all that is a member's; of one member, one at a time.
     *
     * @param asked the address under which this house was asked
     * @param language {@code sv} or {@code en}, of the pages in it
     * @return fails with {@link Problem.Unavailable} while the one before is being made
     */
    public Future<Trip> out(Actor owner, String asked, String language) {
        if (!busy.add(owner.id())) {
            return Future.failedFuture(Problem.unavailable("Your data is being packed already.", RETRY));
        }
        var house = house(asked);
        var what = new Belongings.What(
                owner, new PgOwn.Whose(owner.id(), house), setting.clock().instant());
        return rows.sections()
                .compose(sections -> moving.whole(owner, house)
                        .map(blog -> new Trip(
                                owner.id(),
                                new Belongings(rows, sections, what, new Leaves(Labels.in(language))),
                                blog)))
                .recover(failure -> free(owner.id()).compose(freed -> Future.failedFuture(failure)));
    }

    private Future<Void> free(MemberId owner) {
        busy.remove(owner);
        return Future.succeededFuture();
    }

    /**
     * Brings along what was packed elsewhere. What is here already stays as it is; the same zip a second time changes nothing.
     *
     * @return fails with {@link Problem.Invalid} when it is no such zip, or larger than one may be; then nothing of it is here
     */
    public Future<Arrival.Brought> in(Actor owner, String asked, Buffer zip) {
        var whose = new PgOwn.Whose(owner.id(), house(asked));
        return rows.sections()
                .compose(sections -> vertx.executeBlocking(
                        () -> Luggage.of(
                                zip.getBytes(),
                                sections.stream()
                                        .collect(Collectors.toMap(PgOwn.Section::name, PgOwn.Section::persons)),
                                whose.house(),
                                setting.clock().instant()),
                        false))
                .compose(luggage -> arrival.of(owner, whose, luggage));
    }

    /** Lets go of all that was brought along and lives nowhere else; how much that was. */
    public Future<Long> forgetBrought(Actor owner) {
        return rows.forget(owner.id());
    }

    /** The posts that a member brought along and everybody could read where they are from, newest first. */
    public Future<List<BroughtPost>> posts(MemberId owner) {
        return rows.posts(owner, POSTS);
    }

    /**
     * What a member's own page tells: what they give leave for and since when, who of the company has seen what is theirs (at most
     * 500, newest first), and what they brought along from where.
     */
    public Future<JsonObject> overview(MemberId owner) {
        var consents = rows.consents(owner);
        var seen = rows.companySaw(owner);
        var brought = rows.kinds(owner);
        return Future.all(consents, seen, brought)
                .map(read -> new JsonObject()
                        .put("consents", new JsonArray(consents.result()))
                        .put("seen", new JsonArray(seen.result()))
                        .put("brought", new JsonArray(brought.result())));
    }

    private String house(String asked) {
        return setting.publicUrl().map(Object::toString).orElse(asked);
    }
}
