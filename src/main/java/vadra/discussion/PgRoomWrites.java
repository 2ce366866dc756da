package vadra.discussion;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vadra.core.EventCodec;
import vadra.core.PostId;
import vadra.core.RoomId;

/** Writes a decided batch: each statement takes all of its kind, and all are sent before the first is answered. */
final class PgRoomWrites {
    private static final String POSTS = """
            INSERT INTO post (room_id, said_at, id, seq, author_id, parent_id, thread_id, command_id, source, html, language)
            SELECT $1, $2, * FROM unnest($3::uuid[], $4::bigint[], $5::uuid[], $6::uuid[], $7::uuid[], $8::text[],
                                         $9::text[], $10::text[], $11::text[])""";
    private static final String REPLIES = """
            UPDATE post SET replies = replies + (SELECT count(*) FROM unnest($1::uuid[]) parent WHERE parent = post.id)
            WHERE id = ANY($1)""";
    private static final String KEEP = """
            INSERT INTO post_version (post_id, version, source, html, written_at)
            SELECT id, version, source, html, coalesce(edited_at, said_at) FROM post WHERE id = $1""";
    private static final String EDIT = """
            UPDATE post SET version = $2, source = $3, html = $4, language = $5, edited_at = $6 WHERE id = $1""";
    private static final String WITHDRAW = "UPDATE post SET withdrawn_at = $2 WHERE id = $1";
    private static final String GIVE =
            "INSERT INTO reaction (post_id, member_id, kind, given_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    private static final String TAKE = "DELETE FROM reaction WHERE post_id = $1 AND member_id = $2 AND kind = $3";
    private static final String COUNT =
            "UPDATE post SET reactions = jsonb_set(reactions, ARRAY[$2::text], to_jsonb($3::int)) WHERE id = $1";
    private static final String MENTIONS =
            "INSERT INTO mention SELECT * FROM unnest($1::uuid[], $2::text[]) ON CONFLICT DO NOTHING";
    private static final String EVENTS = """
            INSERT INTO event (room_id, recorded_at, seq, kind, payload)
            SELECT $1, $2, seq, kind, payload::jsonb FROM unnest($3::bigint[], $4::text[], $5::text[]) t(seq, kind, payload)""";
    private static final String RECEIPTS = """
            INSERT INTO receipt (room_id, accepted_at, member_id, command_id, fingerprint, post_id, seq)
            SELECT $1, $2, * FROM unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::bigint[])""";
    private static final String TOP = "UPDATE room SET last_seq = $2, last_at = $3 WHERE id = $1";

    private final SqlConnection connection;
    private final RoomId room;
    private final EventCodec codec;
    private final OffsetDateTime at;
    private final List<Future<?>> sent = new ArrayList<>();

    PgRoomWrites(SqlConnection connection, RoomId room, EventCodec codec, Instant at) {
        this.connection = connection;
        this.room = room;
        this.codec = codec;
        this.at = at.atOffset(ZoneOffset.UTC);
    }

    Future<Void> write(List<Decision.Draft> drafts, Map<Decision.Key, Decision.Receipt> receipts) {
        if (!drafts.isEmpty()) {
            posts(drafts.stream()
                    .filter(draft -> draft.event() instanceof RoomEvent.PostCreated)
                    .toList());
            drafts.forEach(draft -> change(draft.event()));
            mentions(drafts);
            events(drafts);
            send(
                    TOP,
                    Tuple.of(
                            room.value(),
                            drafts.get(drafts.size() - 1).recorded().seq(),
                            at));
        }
        if (!receipts.isEmpty()) {
            receipts(List.copyOf(receipts.entrySet()));
        }
        return Future.all(sent).mapEmpty();
    }

    private void posts(List<Decision.Draft> created) {
        if (created.isEmpty()) {
            return;
        }
        var posts = created.stream()
                .map(draft -> (RoomEvent.PostCreated) draft.event())
                .toList();
        send(
                POSTS,
                Tuple.of(room.value(), at)
                        .addArrayOfUUID(uuids(posts, post -> post.post().value()))
                        .addArrayOfLong(longs(created, draft -> draft.recorded().seq()))
                        .addArrayOfUUID(uuids(posts, post -> post.by().id().value()))
                        .addArrayOfUUID(uuids(posts, PgRoomWrites::parentOf))
                        .addArrayOfUUID(uuids(created, draft -> draft.thread().value()))
                        .addArrayOfString(texts(posts, post -> post.commandId().value()))
                        .addArrayOfString(texts(posts, post -> post.text().source()))
                        .addArrayOfString(texts(posts, post -> post.text().html()))
                        .addArrayOfString(texts(posts, post -> post.text().language())));
        var parents = posts.stream().filter(post -> post.parent() != null).toList();
        if (!parents.isEmpty()) {
            send(REPLIES, Tuple.tuple().addArrayOfUUID(uuids(parents, PgRoomWrites::parentOf)));
        }
    }

    private static @Nullable UUID parentOf(RoomEvent.PostCreated post) {
        PostId parent = post.parent();
        return parent == null ? null : parent.value();
    }

    private void change(RoomEvent event) {
        var post = event.post().value();
        var by = event.by().id().value();
        if (event instanceof RoomEvent.PostEdited edited) {
            var text = edited.text();
            send(KEEP, Tuple.of(post));
            send(EDIT, Tuple.of(post, edited.version(), text.source(), text.html(), text.language(), at));
        } else if (event instanceof RoomEvent.PostWithdrawn) {
            send(WITHDRAW, Tuple.of(post, at));
        } else if (event instanceof RoomEvent.ReactionAdded added) {
            send(GIVE, Tuple.of(post, by, added.reaction().code(), at));
            send(COUNT, Tuple.of(post, added.reaction().code(), added.count()));
        } else if (event instanceof RoomEvent.ReactionRemoved removed) {
            send(TAKE, Tuple.of(post, by, removed.reaction().code()));
            send(COUNT, Tuple.of(post, removed.reaction().code(), removed.count()));
        } else if (!(event instanceof RoomEvent.PostCreated)) {
            throw new AssertionError(event);
        }
    }

    private void mentions(List<Decision.Draft> drafts) {
        var posts = new ArrayList<UUID>();
        var handles = new ArrayList<String>();
        for (var draft : drafts) {
            for (var handle : mentionsOf(draft.event())) {
                posts.add(draft.event().post().value());
                handles.add(handle);
            }
        }
        if (!posts.isEmpty()) {
            send(
                    MENTIONS,
                    Tuple.tuple()
                            .addArrayOfUUID(posts.toArray(UUID[]::new))
                            .addArrayOfString(handles.toArray(String[]::new)));
        }
    }

    private static List<String> mentionsOf(RoomEvent event) {
        if (event instanceof RoomEvent.PostCreated created) {
            return created.mentions();
        }
        return event instanceof RoomEvent.PostEdited edited ? edited.mentions() : List.of();
    }

    private void events(List<Decision.Draft> drafts) {
        send(
                EVENTS,
                Tuple.of(room.value(), at)
                        .addArrayOfLong(longs(drafts, draft -> draft.recorded().seq()))
                        .addArrayOfString(texts(drafts, draft -> draft.event().kind()))
                        .addArrayOfString(texts(drafts, draft -> codec.encode(draft.event()))));
    }

    private void receipts(List<Map.Entry<Decision.Key, Decision.Receipt>> receipts) {
        send(
                RECEIPTS,
                Tuple.of(room.value(), at)
                        .addArrayOfUUID(
                                uuids(receipts, entry -> entry.getKey().member().value()))
                        .addArrayOfString(
                                texts(receipts, entry -> entry.getKey().command()))
                        .addArrayOfString(
                                texts(receipts, entry -> entry.getValue().fingerprint()))
                        .addArrayOfUUID(uuids(
                                receipts,
                                entry -> entry.getValue().answer().post().value()))
                        .addArrayOfLong(longs(
                                receipts, entry -> entry.getValue().answer().seq())));
    }

    private static <T> UUID[] uuids(List<T> rows, Function<T, @Nullable UUID> column) {
        return rows.stream().map(column).toArray(UUID[]::new);
    }

    private static <T> String[] texts(List<T> rows, Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static <T> Long[] longs(List<T> rows, Function<T, Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    private void send(String statement, Tuple values) {
        sent.add(connection.preparedQuery(statement).execute(values));
    }
}
