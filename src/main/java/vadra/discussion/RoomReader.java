package vadra.discussion;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.RoomId;

/** Rooms, products and posts as readers see them, and the starting of rooms. */
public final class RoomReader {
    private final PgRooms rooms;
    private final PgPosts posts;
    private final Clock clock;
    private final Supplier<UUID> ids;

    public RoomReader(Pool pool, Clock clock, Supplier<UUID> ids) {
        this.rooms = new PgRooms(pool);
        this.posts = new PgPosts(pool);
        this.clock = clock;
        this.ids = ids;
    }

    /** All rooms of talk, those that talk now first, at most 100. */
    public Future<List<Room>> rooms() {
        return rooms.all(clock.instant());
    }

    /** The keys of all rooms. */
    public Future<List<RoomKey>> keys() {
        return rooms.keys();
    }

    /** The key of a room; fails with {@link Problem.NotFound} when there is none by that name. */
    public Future<RoomKey> key(String slug) {
        return named(slug, rooms::key).map(found -> found.orElseThrow(() -> Problem.notFound("room", slug)));
    }

    /** A room; fails with {@link Problem.NotFound} when there is none by that name. */
    public Future<Room> room(String slug) {
        return named(slug, name -> rooms.bySlug(name, clock.instant()))
                .map(found -> found.orElseThrow(() -> Problem.notFound("room", slug)));
    }

    /** Looks for a room; what cannot be a name is never shown to the database, which does not take every text. */
    private static <T> Future<Optional<T>> named(String slug, Function<String, Future<Optional<T>>> look) {
        return NewRoom.isSlug(slug) ? look.apply(slug) : Future.succeededFuture(Optional.empty());
    }

    /** All products by name, at most 200. */
    public Future<List<Room.Product>> products() {
        return rooms.products();
    }

    /** Puts a product on the shelf, or brings its card up to date. */
    public Future<Void> addProduct(Room.Product product) {
        return rooms.addProduct(product);
    }

    /** Starts a room of talk; fails with {@link Problem.Conflict} when its name is taken. */
    public Future<Room> start(Actor actor, NewRoom room) {
        var id = new RoomId(ids.get());
        return rooms.start(id, room, actor.id(), clock.instant()).compose(started -> {
            if (!started) {
                throw Problem.conflict("There is a room by that name already.");
            }
            return room(room.slug());
        });
    }

    /** Ends the talk of a room, as when an evening is over: it stays readable, and takes no more words. Only who started it can. */
    public Future<Void> close(RoomId room, MemberId starter) {
        return rooms.close(room, starter);
    }

    /**
     * The newest posts below {@code before}, oldest first.
     *
     * @param before a sequence; {@link Long#MAX_VALUE} for the newest of all
     * @param limit 1 to 200
     * @param reader whose own reactions are marked, null for a guest
     */
    public Future<Post.Page> before(RoomId room, long before, int limit, @Nullable MemberId reader) {
        return posts.before(room, before, limit, reader);
    }

    /** The oldest posts above {@code after}, oldest first. */
    public Future<Post.Page> after(RoomId room, long after, int limit, @Nullable MemberId reader) {
        return posts.after(room, after, limit, reader);
    }

    /**
     * A stretch in the middle of a room: half of it older than a sequence, the rest from it on, oldest first. Read in one
     * snapshot, so that a socket takes over from it without a seam.
     */
    public Future<Post.Page> around(RoomId room, long seq, int limit, @Nullable MemberId reader) {
        return posts.around(room, seq, limit, reader);
    }

    /** The sequence of the first post that was said at a time or later, if anything was. */
    public Future<Optional<Long>> from(RoomId room, Instant time) {
        return posts.from(room, time);
    }

    /** One post; fails with {@link Problem.NotFound} when there is none. */
    public Future<Post> post(PostId id, @Nullable MemberId reader) {
        return posts.one(id, reader).map(found -> found.orElseThrow(() -> Problem.notFound("post", id.toString())));
    }

    /** The whole thread of a post, oldest first, at most 500; fails with {@link Problem.NotFound} when there is none. */
    public Future<List<Post>> thread(PostId id, @Nullable MemberId reader) {
        return posts.thread(id, reader).map(thread -> {
            if (thread.isEmpty()) {
                throw Problem.notFound("post", id.toString());
            }
            return thread;
        });
    }

    /** These posts, in this order, without those that are none; at most 200. */
    public Future<List<Post>> all(List<PostId> ids, @Nullable MemberId reader) {
        return posts.all(ids, reader);
    }

    /** What a member has said lately, newest first, at most 20; under a pseudonym only for the member. */
    public Future<List<Post>> byAuthor(MemberId author, @Nullable MemberId reader) {
        return posts.byAuthor(author, reader);
    }

    /** What members let stand out in a room: the up to three posts with most pins, of three members at least; newest first among equals. */
    public Future<List<Post>> pinned(RoomId room, @Nullable MemberId reader) {
        return posts.pinned(room, reader);
    }

    /** All words that a post has had, first to last; none when it was withdrawn or is hidden. */
    public Future<List<Post.Version>> versions(PostId id) {
        return post(id, null)
                .compose(post ->
                        post.withdrawn() || post.hidden() ? Future.succeededFuture(List.of()) : posts.versions(id));
    }
}
