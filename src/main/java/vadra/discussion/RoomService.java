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
import vadra.asking.Alias;
import vadra.asking.Move;
import vadra.asking.PgAliases;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.EventCodec;
import vadra.core.Hat;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.core.Recorded;
import vadra.core.RoomId;
import vadra.opinions.Sections;
import vadra.parts.Carried;

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
    private final PgAliases aliases;

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
        this.aliases = new PgAliases(pool);
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

    /**
     * How something is said.
     *
     * @param question whether it is a question; null where the kind of the room says so
     * @param alias whether it is said under the member's pseudonym in that room
     */
    public record Wish(@Nullable Boolean question, boolean alias) {
        /** Openly, as the room has it. */
        public static final Wish NONE = new Wish(null, false);
    }

    /** Says something in a room, in reply to {@code parent} unless that is null. */
    public Future<Ack> say(Actor actor, RoomKey room, CommandId id, @Nullable PostId parent, Writing writing) {
        return say(actor, room, new RoomRequest(id, parent, Wish.NONE), writing);
    }

    /** Where something is said, how, and what it carries beside words. */
    public record RoomRequest(CommandId id, @Nullable PostId parent, Wish wish, Carried carried) {
        /** Nothing but words. */
        public RoomRequest(CommandId id, @Nullable PostId parent, Wish wish) {
            this(id, parent, wish, Carried.NOTHING);
        }
    }

    /** Says something in a room, as it is wished. */
    public Future<Ack> say(Actor actor, RoomKey room, RoomRequest request, Writing writing) {
        var wish = request.wish();
        var alias = wish.alias() ? aliases.in(actor.id(), room.id()) : Future.<@Nullable Alias>succeededFuture(null);
        return alias.compose(name -> render(writing, room.language())
                .compose(words -> submit(
                        room.id(),
                        actor,
                        new RoomCommand.Say(
                                request.id(),
                                request.parent(),
                                words.text(),
                                List.copyOf(words.mentions()),
                                new RoomCommand.Manner(
                                        asking(wish, request.parent(), room.kind()), name, writing.hat()),
                                request.carried()))));
    }

    private static RoomCommand.Asking asking(Wish wish, @Nullable PostId parent, Room.Kind kind) {
        var wished = wish.question();
        if (parent != null) {
            if (wished != null && wished) {
                throw Problem.invalid("question", "opens a thread, and replies to nothing");
            }
            return RoomCommand.Asking.NO;
        }
        if (wished == null) {
            return kind == Room.Kind.QA ? RoomCommand.Asking.UNLESS_HOST : RoomCommand.Asking.NO;
        }
        // Where people ask, only a host says what is no question.
        return wished
                ? RoomCommand.Asking.YES
                : kind == Room.Kind.QA ? RoomCommand.Asking.UNLESS_HOST : RoomCommand.Asking.NO;
    }

    /** Says what was rendered before, as when it waited in a held room. */
    public Future<Ack> say(Actor actor, RoomId room, RoomCommand.Say rendered) {
        return submit(room, actor, rendered);
    }

    /** Moves a question, for a host. */
    public Future<Ack> move(Actor actor, CommandId id, PostId post, Move move) {
        return rooms.placeOf(post).compose(place -> submit(place.room(), actor, new RoomCommand.Move(id, post, move)));
    }

    /** Answers a question, for a host. */
    public Future<Ack> answer(Actor actor, CommandId id, PostId question, Writing writing) {
        return rooms.placeOf(question)
                .compose(place -> render(writing, place.language())
                        .compose(words -> submit(
                                place.room(),
                                actor,
                                new RoomCommand.Answer(
                                        id, question, words.text(), List.copyOf(words.mentions()), writing.hat()))));
    }

    /** Writes an own post anew. */
    public Future<Ack> edit(Actor actor, CommandId id, PostId post, Writing writing) {
        return rooms.placeOf(post)
                .map(place -> noArticle(actor, place))
                .map(place -> stillAnOpinion(place, writing))
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

    private static PgRooms.Place stillAnOpinion(PgRooms.Place place, Writing writing) {
        if (place.opinion()) {
            var unused = Sections.checked(Words.normal("text", writing.source()));
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
