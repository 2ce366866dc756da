package vadra.discussion;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.EventCodec;
import vadra.core.Hat;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.core.Recorded;
import vadra.core.RoomId;

/** Takes what members want to do in rooms, through the rules, into the log. */
public final class RoomService {
    /** For so long a command that is sent again gets its first answer. */
    public static final Duration REMEMBERED = Duration.ofDays(2);

    private final PgRooms rooms;
    private final Function<Set<String>, Future<Set<String>>> knownHandles;
    private final Supplier<UUID> ids;
    private final Clock clock;
    private final PgRoomCommits writer;
    private final GroupCommit commits;

    /**
     * Wires the service.
     *
     * @param knownHandles which of these handles belong to members, so that a mention of a stranger stays a word
     * @param committed told of all that was committed here, in each room in its order
     */
    public RoomService(
            Pool pool,
            EventCodec codec,
            Clock clock,
            Supplier<UUID> ids,
            Function<Set<String>, Future<Set<String>>> knownHandles,
            BiConsumer<RoomId, List<Recorded>> committed) {
        this.rooms = new PgRooms(pool);
        this.knownHandles = knownHandles;
        this.ids = ids;
        this.clock = clock;
        this.writer = new PgRoomCommits(pool, codec);
        this.commits = new GroupCommit(
                batch -> writer.commit(batch, clock.instant().truncatedTo(ChronoUnit.MILLIS)),
                (room, batch) -> committed.accept(room, batch.recorded()));
    }

    /**
     * The answer to a command that holds.
     *
     * @param offset of the event that the command caused; of the room's last one where nothing had to change, or where it waits
     * @param heldUntil when it will be said, if not sooner, since the room is held; null when it was said
     */
    public record Ack(PostId post, long offset, @Nullable Instant heldUntil) {}

    /** Forgets what was answered to commands longer ago than {@link #REMEMBERED}; the result is how many. */
    public Future<Integer> purgeReceipts() {
        return writer.purgeReceipts(clock.instant().minus(REMEMBERED));
    }

    /**
     * What somebody wrote.
     *
     * @param language null for the room's own
     * @param hat in which capacity, null for what comes by itself
     */
    public record Writing(
            String source,
            @Nullable String language,
            @Nullable Hat hat) {
        /** In the capacity that comes by itself. */
        public Writing(String source, @Nullable String language) {
            this(source, language, null);
        }
    }

    /** Says something in a room, in reply to {@code parent} unless that is null. */
    public Future<Ack> say(Actor actor, RoomKey room, CommandId id, @Nullable PostId parent, Writing writing) {
        return render(writing, room.language())
                .compose(words -> submit(
                        room.id(),
                        actor,
                        new RoomCommand.Say(id, parent, words.text(), List.copyOf(words.mentions()), writing.hat())));
    }

    /** Says what was rendered before, as when it waited in a held room. */
    public Future<Ack> say(Actor actor, RoomId room, RoomCommand.Say rendered) {
        return submit(room, actor, rendered);
    }

    /** Writes an own post anew. */
    public Future<Ack> edit(Actor actor, CommandId id, PostId post, Writing writing) {
        return rooms.placeOf(post)
                .map(place -> noArticle(actor, place))
                .compose(place -> render(writing, place.language())
                        .compose(words -> submit(
                                place.room(),
                                actor,
                                new RoomCommand.Edit(
                                        id, post, words.text(), List.copyOf(words.mentions()), writing.hat()))));
    }

    private static PgRooms.Place noArticle(Actor actor, PgRooms.Place place) {
        if (place.article() && place.author().equals(actor.id())) {
            throw Problem.conflict("An article is written anew as a whole, under its own name.");
        }
        return place;
    }

    /** Takes an own post back. */
    public Future<Ack> withdraw(Actor actor, CommandId id, PostId post) {
        return rooms.placeOf(post).compose(place -> submit(place.room(), actor, new RoomCommand.Withdraw(id, post)));
    }

    /** Gives a reaction, or takes it back. */
    public Future<Ack> react(Actor actor, RoomCommand.React command) {
        return rooms.placeOf(command.post()).compose(place -> submit(place.room(), actor, command));
    }

    private Future<Ack> submit(RoomId room, Actor actor, RoomCommand command) {
        return commits.submit(room, new Request(actor, command, new PostId(ids.get())))
                .map(RoomService::ack);
    }

    private static Ack ack(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            return new Ack(accepted.post(), accepted.seq(), null);
        }
        if (outcome instanceof Outcome.Held held) {
            return new Ack(held.post(), held.seq(), held.until());
        }
        if (outcome instanceof Outcome.Refused refused) {
            throw new ProblemException(refused.problem());
        }
        throw new AssertionError(outcome);
    }

    private record Rendered(Text text, Set<String> mentions) {}

    private Future<Rendered> render(Writing writing, String language) {
        var source = Words.normal("text", writing.source());
        var named = Markdown.mentions(source);
        var known = named.isEmpty() ? Future.succeededFuture(Set.<String>of()) : knownHandles.apply(named);
        return known.map(members -> new Rendered(
                new Text(
                        source,
                        Markdown.html(source, members),
                        writing.language() == null ? language : writing.language()),
                members));
    }
}
