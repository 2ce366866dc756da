package vadra.discussion;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vadra.asking.PgQuestions;
import vadra.asking.QuestionBook;
import vadra.core.EventCodec;
import vadra.core.PostId;
import vadra.core.RoomId;
import vadra.parts.PgParts;

/** Writes what was decided: each statement takes all of its kind, and all are sent before the first is answered. */
final class PgRoomWrites {
    private static final String POSTS = """
            INSERT INTO post (room_id, said_at, id, seq, author_id, parent_id, thread_id, command_id, source, html, language,
                              hat, alias_id, parts)
            SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::bigint[], $5::uuid[], $6::uuid[],
                                 $7::uuid[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::uuid[],
                                 $14::text[]::jsonb[])""";
    private static final String KEPT = """
            INSERT INTO held_post (room_id, held_at, id, author_id, parent_id, command_id, fingerprint, source, html,
                                   language, mentions, hat, asking, alias_id, parts)
            SELECT room, at, id, author, parent, command, fingerprint, source, html, language,
                   ARRAY(SELECT jsonb_array_elements_text(mentions::jsonb)), hat, asking, alias, parts::jsonb
            FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[],
                        $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::uuid[], $15::text[]) WITH ORDINALITY
                kept(room, at, id, author, parent, command, fingerprint, source, html, language, mentions, hat, asking, alias,
                     parts, place)
            ORDER BY place""";
    private static final String EDIT = "SELECT edit_post($1, $2, $3, $4)";
    private static final String WITHDRAW = "SELECT withdraw_post($1, $2, $3)";
    private static final String GIVE =
            "INSERT INTO reaction (post_id, member_id, kind, given_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    private static final String TAKE = "SELECT take_reaction($1, $2, $3)";
    private static final String MENTIONS =
            "INSERT INTO mention SELECT * FROM unnest($1::uuid[], $2::text[]) ON CONFLICT DO NOTHING";
    private static final String EVENTS = """
            INSERT INTO event (room_id, recorded_at, seq, kind, payload)
            SELECT room, at, seq, kind, payload::json
            FROM unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::text[], $5::text[])
                decided(room, at, seq, kind, payload)""";
    private static final String RECEIPTS = """
            INSERT INTO receipt (room_id, accepted_at, member_id, command_id, fingerprint, post_id, seq)
            SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::text[], $5::text[], $6::uuid[],
                                 $7::bigint[])""";
    private static final String TOPS = """
            UPDATE room SET last_seq = seq, last_at = at
            FROM unnest($1::uuid[], $2::timestamptz[], $3::bigint[]) decided(room, at, seq) WHERE id = room""";

    private final SqlConnection connection;
    private final EventCodec codec;
    private final PgQuestions questions;
    private final List<Future<?>> sent = new ArrayList<>();

    PgRoomWrites(SqlConnection connection, EventCodec codec) {
        this.connection = connection;
        this.codec = codec;
        this.questions = new PgQuestions(connection);
    }

    Future<Void> write(List<Decision> decisions) {
        var drafts = decisions.stream()
                .flatMap(decision -> decision.drafts().stream())
                .toList();
        kept(decisions.stream().flatMap(decision -> decision.kept().stream()).toList());
        if (!drafts.isEmpty()) {
            posts(drafts.stream()
                    .filter(draft -> draft.event() instanceof RoomEvent.PostCreated)
                    .toList());
            drafts.forEach(this::change);
            mentions(drafts);
            events(drafts);
            tops(decisions);
        }
        receipts(decisions);
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
                places(created, draft -> draft.recorded().room(), PgRoomWrites::at)
                        .addArrayOfUUID(uuids(posts, post -> post.post().value()))
                        .addArrayOfLong(longs(created, draft -> draft.recorded().seq()))
                        .addArrayOfUUID(uuids(created, draft -> draft.by().value()))
                        .addArrayOfUUID(uuids(posts, PgRoomWrites::parentOf))
                        .addArrayOfUUID(uuids(created, draft -> draft.thread().value()))
                        .addArrayOfString(texts(posts, post -> post.commandId().value()))
                        .addArrayOfString(texts(posts, post -> post.text().source()))
                        .addArrayOfString(texts(posts, post -> post.text().html()))
                        .addArrayOfString(texts(posts, post -> post.text().language()))
                        .addArrayOfString(texts(posts, post -> post.by().hat().code()))
                        .addArrayOfUUID(uuids(posts, PgRoomWrites::aliasOf))
                        .addArrayOfString(texts(posts, PgRoomWrites::partsOf)));
        var asked = posts.stream().filter(post -> post.question() != null).toList();
        if (!asked.isEmpty()) {
            sent.add(questions.ask(uuids(asked, post -> post.post().value())));
        }
    }

    /** Before what is said now: where nothing waits any more, the database takes nothing that does. */
    private void kept(List<Decision.Kept> kept) {
        if (kept.isEmpty()) {
            return;
        }
        var posts = kept.stream().map(Decision.Kept::post).toList();
        send(
                KEPT,
                places(kept, Decision.Kept::room, one -> one.at().atOffset(ZoneOffset.UTC))
                        .addArrayOfUUID(uuids(posts, post -> post.post().value()))
                        .addArrayOfUUID(uuids(kept, one -> one.author().value()))
                        .addArrayOfUUID(uuids(posts, PgRoomWrites::parentOf))
                        .addArrayOfString(texts(posts, post -> post.commandId().value()))
                        .addArrayOfString(texts(kept, Decision.Kept::fingerprint))
                        .addArrayOfString(texts(posts, post -> post.text().source()))
                        .addArrayOfString(texts(posts, post -> post.text().html()))
                        .addArrayOfString(texts(posts, post -> post.text().language()))
                        .addArrayOfString(texts(posts, post -> new JsonArray(post.mentions()).encode()))
                        .addArrayOfString(texts(kept, PgRoomWrites::hatOf))
                        .addArrayOfString(texts(
                                kept, one -> one.command().manner().asking().name()))
                        .addArrayOfUUID(uuids(posts, PgRoomWrites::aliasOf))
                        .addArrayOfString(texts(posts, PgRoomWrites::partsOf)));
    }

    private static String partsOf(RoomEvent.PostCreated post) {
        return PgParts.json(post.parts()).encode();
    }

    private static @Nullable UUID aliasOf(RoomEvent.PostCreated post) {
        return post.by().alias() ? post.by().id().value() : null;
    }

    /** As it was asked for: none is that of the role that its author has when it is said. */
    private static @Nullable String hatOf(Decision.Kept kept) {
        var hat = kept.command().manner().hat();
        return hat == null ? null : hat.code();
    }

    private static @Nullable UUID parentOf(RoomEvent.PostCreated post) {
        PostId parent = post.parent();
        return parent == null ? null : parent.value();
    }

    private void change(Decision.Draft draft) {
        var event = draft.event();
        var at = at(draft);
        var post = event.post().value();
        var by = draft.by().value();
        if (event instanceof RoomEvent.PostEdited edited) {
            var text = edited.text();
            var words = new JsonObject()
                    .put("source", text.source())
                    .put("html", text.html())
                    .put("language", text.language())
                    .put("hat", edited.by().hat().code());
            send(EDIT, Tuple.of(by, post, words, at));
        } else if (event instanceof RoomEvent.PostWithdrawn) {
            send(WITHDRAW, Tuple.of(by, post, at));
        } else if (event instanceof RoomEvent.ReactionAdded added) {
            send(GIVE, Tuple.of(post, by, added.reaction().code(), at));
        } else if (event instanceof RoomEvent.ReactionRemoved removed) {
            send(TAKE, Tuple.of(by, post, removed.reaction().code()));
        } else if (event instanceof RoomEvent.QuestionMoved moved) {
            var told = new QuestionBook.Moved(moved.post(), moved.move(), moved.question());
            sent.add(questions.move(told, by, draft.recorded().seq(), at));
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

    private static List<String> mentionsOf(RoomEvent.Done event) {
        if (event instanceof RoomEvent.PostCreated created) {
            return created.mentions();
        }
        return event instanceof RoomEvent.PostEdited edited ? edited.mentions() : List.of();
    }

    private void events(List<Decision.Draft> drafts) {
        send(
                EVENTS,
                places(drafts, draft -> draft.recorded().room(), PgRoomWrites::at)
                        .addArrayOfLong(longs(drafts, draft -> draft.recorded().seq()))
                        .addArrayOfString(texts(drafts, draft -> draft.event().kind()))
                        .addArrayOfString(texts(drafts, draft -> codec.encode(draft.event()))));
    }

    private void tops(List<Decision> decisions) {
        var grown = decisions.stream()
                .filter(decision -> !decision.drafts().isEmpty())
                .toList();
        send(TOPS, places(grown, Decision::room, Decision::at).addArrayOfLong(longs(grown, Decision::seq)));
    }

    private void receipts(List<Decision> decisions) {
        var receipts = decisions.stream()
                .flatMap(decision -> decision.fresh().stream())
                .toList();
        if (receipts.isEmpty()) {
            return;
        }
        send(
                RECEIPTS,
                places(
                                receipts,
                                fresh -> fresh.decision().room(),
                                fresh -> fresh.decision().at())
                        .addArrayOfUUID(
                                uuids(receipts, fresh -> fresh.key().member().value()))
                        .addArrayOfString(texts(receipts, fresh -> fresh.key().command()))
                        .addArrayOfString(
                                texts(receipts, fresh -> fresh.receipt().fingerprint()))
                        .addArrayOfUUID(uuids(
                                receipts,
                                fresh -> fresh.receipt().answer().post().value()))
                        .addArrayOfLong(longs(
                                receipts, fresh -> fresh.receipt().answer().seq())));
    }

    private static OffsetDateTime at(Decision.Draft draft) {
        return draft.recorded().at().atOffset(ZoneOffset.UTC);
    }

    /** The first two columns of all that is written: the room, and when. */
    private static <T> Tuple places(List<T> rows, Function<T, RoomId> room, Function<T, OffsetDateTime> at) {
        return Tuple.tuple()
                .addArrayOfUUID(uuids(rows, row -> room.apply(row).value()))
                .addArrayOfOffsetDateTime(rows.stream().map(at).toArray(OffsetDateTime[]::new));
    }

    private static <T> UUID[] uuids(List<T> rows, Function<T, @Nullable UUID> column) {
        return rows.stream().map(column).toArray(UUID[]::new);
    }

    private static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static <T> Long[] longs(List<T> rows, Function<T, Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    private void send(String statement, Tuple values) {
        sent.add(connection.preparedQuery(statement).execute(values));
    }
}
