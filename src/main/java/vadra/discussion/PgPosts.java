package vadra.discussion;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vadra.asking.Alias;
import vadra.asking.PgQuestions;
import vadra.core.Hat;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Role;
import vadra.core.RoomId;
import vadra.openness.PgRestraint;
import vadra.parts.Part;
import vadra.parts.PartReader;
import vadra.parts.PgParts;
import vadra.parts.Shown;

/** Posts in PostgreSQL, for reading. */
final class PgPosts {
    private static final String POST = """
            SELECT post.id, room.slug room, room.last_seq, post.seq, post.parent_id, post.thread_id, post.version,
                   post.source, post.html, post.language, post.said_at, post.edited_at,
                   post.withdrawn_at IS NOT NULL withdrawn, post.restraint IS NOT NULL hidden, post.replies, post.reactions, post.parts,
                   author.id author_id, author.handle, author.name, author.role, post.hat,
                   alias.id alias_id, alias.name alias_name,
                   ARRAY(SELECT kind FROM reaction WHERE post_id = post.id AND member_id = $1) mine,
            """ + PgRestraint.COLUMNS + "," + PgQuestions.COLUMNS + """

            FROM post JOIN room ON room.id = post.room_id JOIN member author ON author.id = post.author_id
            LEFT JOIN room_alias_name alias ON alias.id = post.alias_id
            LEFT JOIN question_now asked ON asked.post_id = post.id
            LEFT JOIN LATERAL (SELECT * FROM ledger WHERE object = post.id ORDER BY n DESC LIMIT 1) told
                ON told.act IN ('announce', 'hide')
            """;
    private static final Way BEFORE = Way.of("<", "DESC");
    private static final Way AFTER = Way.of(">", "ASC");
    private static final String ONE = POST + "WHERE post.id = $2";
    /** By a condition, since the planner does not move a further join before so many others, and would read all posts first. */
    private static final String ALL = POST + """
            WHERE post.id = ANY ($2::uuid[]) ORDER BY array_position($2::uuid[], post.id) LIMIT 200""";

    private static final String THREAD = POST + """
            WHERE post.thread_id = (SELECT thread_id FROM post WHERE id = $2) ORDER BY post.seq LIMIT 500""";
    private static final String BY_AUTHOR = POST + """
            WHERE post.author_id = $2 AND post.withdrawn_at IS NULL AND post.restraint IS NULL
            AND (post.alias_id IS NULL OR post.author_id = $1)
            AND NOT (room.kind = 'article' AND post.seq = 1)
            ORDER BY post.said_at DESC LIMIT 20""";
    private static final String PINNED = POST + """
            WHERE post.room_id = $2 AND post.pins >= 3 AND post.withdrawn_at IS NULL AND post.restraint IS NULL
            ORDER BY post.pins DESC, post.seq DESC LIMIT 3""";
    /** One more on either side than is shown, which tells whether there are more. */
    private static final String AROUND = POST + """
            WHERE post.room_id = $2 AND post.seq IN (
                (SELECT seq FROM post WHERE room_id = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4 + 1)
                UNION ALL (SELECT seq FROM post WHERE room_id = $2 AND seq >= $3 ORDER BY seq LIMIT $5 + 1))
            ORDER BY post.seq""";

    private static final String AT =
            "SELECT seq FROM post WHERE room_id = $1 AND said_at >= $2 ORDER BY said_at, seq LIMIT 1";
    private static final String VERSIONS = """
            SELECT version, source, html, written_at, hat FROM post_version WHERE post_id = $1
            UNION ALL
            SELECT version, source, html, coalesce(edited_at, said_at), hat FROM post WHERE id = $1
            ORDER BY version LIMIT 100""";

    private final Pool pool;
    private final PartReader parts;

    /** The two ways from a sequence: what to read, and the room's top where nothing is to be read. */
    private record Way(String posts, String none) {
        static Way of(String side, String order) {
            return new Way(
                    (POST + "WHERE post.room_id = $2 AND post.seq %s $3 ORDER BY post.seq %s LIMIT $4")
                            .formatted(side, order),
                    """
                    SELECT last_seq FROM room WHERE id = $1
                    AND NOT EXISTS (SELECT FROM post WHERE room_id = $1 AND seq %s $2)""".formatted(side));
        }
    }

    PgPosts(Pool pool) {
        this.pool = pool;
        this.parts = new PartReader(pool);
    }

    /** The newest posts below a sequence. Reads posts and top in one snapshot, so that nothing falls between them. */
    Future<Post.Page> before(RoomId room, long seq, int limit, @Nullable MemberId reader) {
        return page(BEFORE, room, seq, limit, reader).map(page -> {
            var posts = new ArrayList<>(page.posts());
            Collections.reverse(posts);
            return new Post.Page(posts, page.offset(), page.more());
        });
    }

    /** The oldest posts above a sequence. */
    Future<Post.Page> after(RoomId room, long seq, int limit, @Nullable MemberId reader) {
        return page(AFTER, room, seq, limit, reader);
    }

    /** Half of them older than a sequence, the others from it on. */
    Future<Post.Page> around(RoomId room, long seq, int limit, @Nullable MemberId reader) {
        int older = limit / 2;
        int newer = limit - older;
        return pool.preparedQuery(AROUND)
                .execute(Tuple.of(idOf(reader), room.value(), seq, older, newer))
                .compose(rows -> rows.size() == 0
                        ? before(room, Long.MAX_VALUE, limit, reader)
                        : around(rows, reader).map(page -> around(page, seq, older, newer)));
    }

    /** All that was read, at the top of the log that it is of. */
    private Future<Post.Page> around(RowSet<Row> rows, @Nullable MemberId reader) {
        return posts(rows, reader)
                .map(posts -> new Post.Page(posts, rows.iterator().next().getLong("last_seq"), false));
    }

    private static Post.Page around(Post.Page read, long seq, int older, int newer) {
        var posts = read.posts();
        int before = (int) posts.stream().filter(post -> post.seq() < seq).count();
        boolean more = before > older;
        boolean yetNewer = posts.size() - before > newer;
        var kept = posts.subList(more ? 1 : 0, posts.size() - (yetNewer ? 1 : 0));
        return new Post.Page(kept, read.offset(), more, yetNewer);
    }

    /** The sequence of the first post that was said then or later. */
    Future<Optional<Long>> from(RoomId room, Instant time) {
        return pool.preparedQuery(AT)
                .execute(Tuple.of(room.value(), time.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.stream().map(row -> row.getLong("seq")).findAny());
    }

    private Future<Post.Page> page(Way way, RoomId room, long seq, int limit, @Nullable MemberId reader) {
        return pool.preparedQuery(way.posts())
                .execute(Tuple.of(idOf(reader), room.value(), seq, limit + 1))
                .compose(rows -> rows.size() > 0 ? page(rows, limit, reader) : nothing(way, room, seq, limit, reader));
    }

    /** The top of a room that has no posts that way; where one was said meanwhile, the page is read again. */
    private Future<Post.Page> nothing(Way way, RoomId room, long seq, int limit, @Nullable MemberId reader) {
        return pool.preparedQuery(way.none())
                .execute(Tuple.of(room.value(), seq))
                .compose(top -> top.size() == 0
                        ? page(way, room, seq, limit, reader)
                        : Future.succeededFuture(
                                new Post.Page(List.of(), top.iterator().next().getLong("last_seq"), false)));
    }

    private Future<Post.Page> page(RowSet<Row> rows, int limit, @Nullable MemberId reader) {
        long top = rows.iterator().next().getLong("last_seq");
        return posts(rows, reader)
                .map(posts ->
                        new Post.Page(posts.subList(0, Math.min(limit, posts.size())), top, posts.size() > limit));
    }

    Future<Optional<Post>> one(PostId post, @Nullable MemberId reader) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(idOf(reader), post.value()))
                .compose(rows -> posts(rows, reader))
                .map(posts -> posts.stream().findAny());
    }

    Future<List<Post>> all(List<PostId> ids, @Nullable MemberId reader) {
        var wanted = ids.stream().map(PostId::value).toArray(UUID[]::new);
        return pool.preparedQuery(ALL)
                .execute(Tuple.of(idOf(reader)).addArrayOfUUID(wanted))
                .compose(rows -> posts(rows, reader));
    }

    Future<List<Post>> thread(PostId post, @Nullable MemberId reader) {
        return pool.preparedQuery(THREAD)
                .execute(Tuple.of(idOf(reader), post.value()))
                .compose(rows -> posts(rows, reader));
    }

    Future<List<Post>> byAuthor(MemberId author, @Nullable MemberId reader) {
        return pool.preparedQuery(BY_AUTHOR)
                .execute(Tuple.of(idOf(reader), author.value()))
                .compose(rows -> posts(rows, reader));
    }

    Future<List<Post>> pinned(RoomId room, @Nullable MemberId reader) {
        return pool.preparedQuery(PINNED)
                .execute(Tuple.of(idOf(reader), room.value()))
                .compose(rows -> posts(rows, reader));
    }

    Future<List<Post.Version>> versions(PostId post) {
        return pool.preparedQuery(VERSIONS)
                .execute(Tuple.of(post.value()))
                .map(rows -> rows.stream()
                        .map(row -> new Post.Version(
                                row.getInteger("version"),
                                row.getString("source"),
                                row.getString("html"),
                                row.getOffsetDateTime("written_at").toInstant(),
                                Hat.of(row.getString("hat"))))
                        .toList());
    }

    private static @Nullable UUID idOf(@Nullable MemberId reader) {
        return reader == null ? null : reader.value();
    }

    /** The posts of these rows, with what they carry as it stands now. */
    private Future<List<Post>> posts(RowSet<Row> rows, @Nullable MemberId reader) {
        var carried = new HashMap<PostId, List<Part>>();
        for (var row : rows) {
            var json = row.getJsonArray("parts");
            if (!json.isEmpty() && !row.getBoolean("withdrawn") && !row.getBoolean("hidden")) {
                carried.put(new PostId(row.getUUID("id")), PgParts.read(json));
            }
        }
        return parts.shown(carried, reader)
                .map(shown -> rows.stream().map(row -> post(row, shown)).toList());
    }

    private static Post post(Row row, Map<PostId, List<Shown>> shown) {
        boolean withdrawn = row.getBoolean("withdrawn");
        UUID parent = row.getUUID("parent_id");
        var text = new Text(row.getString("source"), row.getString("html"), row.getString("language"));
        return new Post(
                new PostId(row.getUUID("id")),
                row.getString("room"),
                row.getLong("seq"),
                parent == null ? null : new PostId(parent),
                new PostId(row.getUUID("thread_id")),
                author(row),
                row.getInteger("version"),
                withdrawn || row.getBoolean("hidden") ? text.silent() : text,
                row.getOffsetDateTime("said_at").toInstant(),
                instant(row.getOffsetDateTime("edited_at")),
                withdrawn,
                PgRestraint.of(row),
                row.getInteger("replies"),
                reactions(row.getJsonObject("reactions")),
                mine(row),
                PgQuestions.told(row),
                shown.getOrDefault(new PostId(row.getUUID("id")), List.of()));
    }

    private static RoomEvent.Author author(Row row) {
        if (row.getUUID("alias_id") != null) {
            return RoomEvent.Author.of(new Alias(row.getUUID("alias_id"), row.getString("alias_name")));
        }
        return new RoomEvent.Author(
                new MemberId(row.getUUID("author_id")),
                row.getString("handle"),
                row.getString("name"),
                Role.of(row.getString("role")),
                Hat.of(row.getString("hat")));
    }

    private static Set<Reaction> mine(Row row) {
        return Arrays.stream(row.getArrayOfStrings("mine")).map(Reaction::of).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    static Map<Reaction, Integer> reactions(JsonObject counts) {
        return counts.stream()
                .filter(entry -> ((Number) entry.getValue()).intValue() > 0)
                .collect(Collectors.toMap(
                        one -> Reaction.of(one.getKey()), one -> ((Number) one.getValue()).intValue()));
    }
}
