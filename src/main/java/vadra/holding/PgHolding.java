package vadra.holding;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.asking.Alias;
import vadra.community.PgRefusal;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.Hat;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Role;
import vadra.core.RoomId;
import vadra.discussion.RoomCommand;
import vadra.discussion.Text;
import vadra.parts.Carried;
import vadra.parts.PgParts;

/** Held posts in PostgreSQL. They come to be in the transaction that takes the command, and go in the one that says them. */
final class PgHolding {
    private static final String OWN = """
            SELECT held_post.id, slug, title, parent_id, source, held_post.language, held_at,
                   CASE WHEN unsaid IS NULL THEN coalesce(held_until, held_at) END AS until, unsaid
            FROM held_post JOIN room ON room.id = room_id WHERE author_id = $1 ORDER BY n LIMIT 200""";
    private static final String TAKE_BACK = "SELECT take_back_held($1, $2)";
    private static final String KEEP_UNSAID = "SELECT keep_unsaid()";
    private static final String DUE = """
            SELECT held_post.id, held_post.room_id, author_id, handle, member.name, role, parent_id, command_id, source, html,
                   held_post.language, mentions, hat, asking, alias_id, parts, alias.name AS alias_name
            FROM room JOIN held_post ON held_post.room_id = room.id JOIN member ON member.id = author_id
            LEFT JOIN room_alias_name alias ON alias.id = alias_id
            WHERE waiting > 0 AND open AND room.restraint IS NULL AND (held IS NULL OR held_until <= ledger_now())
            AND unsaid IS NULL ORDER BY n LIMIT 500""";

    private final Pool pool;

    PgHolding(Pool pool) {
        this.pool = pool;
    }

    /** A command whose time has come, and whose it is. */
    record Due(Actor author, RoomId room, RoomCommand.Say command) {}

    Future<List<HeldPost>> own(MemberId author) {
        return pool.preparedQuery(OWN)
                .execute(Tuple.of(author.value()))
                .map(rows -> rows.stream().map(PgHolding::held).toList());
    }

    Future<Void> takeBack(MemberId author, PostId post) {
        return pool.preparedQuery(TAKE_BACK)
                .execute(Tuple.of(author.value(), post.value()))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    Future<Void> keepUnsaid() {
        return pool.query(KEEP_UNSAID).execute().mapEmpty();
    }

    Future<List<Due>> due() {
        return pool.query(DUE)
                .execute()
                .map(rows -> rows.stream().map(PgHolding::due).toList());
    }

    private static HeldPost held(Row row) {
        return new HeldPost(
                new PostId(row.getUUID("id")),
                row.getString("slug"),
                row.getString("title"),
                parent(row),
                row.getString("source"),
                row.getString("language"),
                row.getOffsetDateTime("held_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("until"))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null),
                row.getString("unsaid"));
    }

    private static Due due(Row row) {
        var author = new Actor(
                new MemberId(row.getUUID("author_id")),
                row.getString("handle"),
                row.getString("name"),
                Role.of(row.getString("role")));
        var text = new Text(row.getString("source"), row.getString("html"), row.getString("language"));
        return new Due(
                author,
                new RoomId(row.getUUID("room_id")),
                new RoomCommand.Say(
                        new CommandId(row.getString("command_id")),
                        parent(row),
                        text,
                        List.of(row.getArrayOfStrings("mentions")),
                        new RoomCommand.Manner(
                                RoomCommand.Asking.valueOf(row.getString("asking")),
                                row.getUUID("alias_id") == null
                                        ? null
                                        : new Alias(row.getUUID("alias_id"), row.getString("alias_name")),
                                Optional.ofNullable(row.getString("hat"))
                                        .map(Hat::of)
                                        .orElse(null)),
                        new Carried(PgParts.read(row.getJsonArray("parts")))));
    }

    private static @Nullable PostId parent(Row row) {
        UUID parent = row.getUUID("parent_id");
        return parent == null ? null : new PostId(parent);
    }
}
