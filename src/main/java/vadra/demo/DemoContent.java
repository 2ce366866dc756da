package vadra.demo;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vadra.api.Services;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.PostId;
import vadra.discussion.NewRoom;
import vadra.discussion.Reaction;
import vadra.discussion.Room;
import vadra.discussion.RoomCommand;
import vadra.discussion.RoomService;
import vadra.openness.Citation;
import vadra.openness.Entry;
import vadra.openness.Report;
import vadra.replay.Table;
import vadra.rumour.ClaimService;

/**
 * Fills an empty server with the conversation of {@code config/demo}, through the same services as everybody's, with
 * times that end just now.
 */
public final class DemoContent {
    private static final Path FOLDER = Path.of("config/demo");

    private final Services services;
    private final RoomService talk;
    private final SetClock clock;
    private final Instant start;
    private final DemoPeople people;
    private final Map<String, Room> rooms = new HashMap<>();
    private final Map<String, PostId> posts = new HashMap<>();

    /**
     * Prepares the content.
     *
     * @param talk commits by the clock that it is given
     */
    public DemoContent(Services services, Function<SetClock, RoomService> talk) {
        this.services = services;
        this.people = new DemoPeople(services);
        this.start = services.clock().instant();
        this.clock = new SetClock(start);
        this.talk = talk.apply(clock);
    }

    /** Writes it all, one after the other. */
    public Future<Void> write() {
        var said = Stream.concat(read("talk.tsv").stream(), read("carrying.tsv").stream())
                .sorted(Comparator.comparingLong(DemoContent::second))
                .toList();
        long length = said.stream().mapToLong(DemoContent::second).max().orElse(0);
        return each(read("products.tsv"), this::product)
                .compose(done -> each(read("people.tsv"), people::person))
                .compose(done -> each(read("rooms.tsv"), this::room))
                .compose(done -> each(said, row -> say(row, start.minusSeconds(length + 20))))
                .compose(done -> each(read("acts.tsv"), this::act))
                .compose(done -> each(read("restraints.tsv"), this::restrain))
                .compose(done -> each(read("rooms.tsv"), this::close))
                .compose(done -> each(read("claims.tsv"), this::claim))
                .compose(done -> each(read("contacts.tsv"), people::contacts))
                .compose(done -> each(read("circles.tsv"), people::circle))
                .compose(done -> new DemoBlog(services, this::actor).write(FOLDER));
    }

    private static List<Table.Row> read(String file) {
        try {
            return Table.read(FOLDER.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Future<Void> each(List<Table.Row> rows, Function<Table.Row, Future<?>> write) {
        Future<Void> done = Future.succeededFuture();
        for (var row : rows) {
            done = done.compose(before -> write.apply(row)).mapEmpty();
        }
        return done;
    }

    private Future<?> product(Table.Row row) {
        var facts = Arrays.stream(row.get("facts").split(";", -1))
                .map(fact -> fact.strip().split("=", 2))
                .map(pair -> new Room.Product.Fact(pair[0], pair[1]))
                .toList();
        return services.reader()
                .addProduct(new Room.Product(
                        UUID.randomUUID(), row.required("slug"), row.required("name"), row.required("summary"), facts));
    }

    private Future<?> room(Table.Row row) {
        var room = new NewRoom(
                row.required("slug"),
                row.required("title"),
                row.get("topic"),
                row.required("language"),
                row.get("product").isEmpty() ? null : row.get("product"));
        return services.reader().start(actor("ulla"), room).onSuccess(started -> rooms.put(room.slug(), started));
    }

    private static long second(Table.Row row) {
        return Long.parseLong(row.required("t_s"));
    }

    private Future<?> say(Table.Row row, Instant begin) {
        clock.set(begin.plusSeconds(second(row)));
        var reply = row.get("reply");
        @Nullable PostId parent = reply.isEmpty() ? null : posts.get(reply);
        var room = Objects.requireNonNull(rooms.get(row.required("room")));
        var product = room.product() == null ? "" : room.product().slug();
        return talk.say(
                        actor(row.required("author")),
                        room.key(),
                        new RoomService.RoomRequest(
                                new CommandId(row.required("id")),
                                parent,
                                RoomService.Wish.NONE,
                                DemoParts.of(row, product, posts)),
                        new RoomService.Writing(DemoParts.words(row), null))
                .onSuccess(ack -> posts.put(row.get("id"), ack.post()));
    }

    private Future<?> act(Table.Row row) {
        clock.set(start.minusSeconds(20));
        var by = actor(row.required("handle"));
        var post = Objects.requireNonNull(posts.get(row.required("post")));
        var act = row.required("act");
        var id = new CommandId(UUID.randomUUID().toString());
        return switch (act) {
            case "edit" -> talk.edit(by, id, post, new RoomService.Writing(row.required("text"), null));
            case "vote" ->
                services.parts().polls().answer(by.id(), post, List.of(Integer.valueOf(row.required("text"))), id);
            case "withdraw" -> talk.withdraw(by, id, post);
            default -> talk.react(by, new RoomCommand.React(id, post, Reaction.of(act), true));
        };
    }

    /** What the company did against posts, so that the ledger shows what it is: one act stands, two were wrong. */
    private Future<?> restrain(Table.Row row) {
        var openness = services.openness();
        var post = Objects.requireNonNull(posts.get(row.required("post"))).value();
        int version = openness.rules().inForce().version();
        var why = new Report.Reason(version, Integer.parseInt(row.required("rule")), "Det är hennes hem.");
        var reporter = row.get("reporter");
        Future<?> before = reporter.isEmpty()
                ? Future.succeededFuture()
                : openness.reports().report(actor(reporter), Entry.Kind.POST, post, why);
        return before.compose(done -> openness.ledger()
                        .restrain(actor(row.required("by")), Entry.Kind.POST, List.of(post), cited(row, version)))
                .compose(written -> settle(row, written.get(0).n()));
    }

    private static Citation cited(Table.Row row, int version) {
        return new Citation(
                version,
                Integer.parseInt(row.required("rule")),
                null,
                row.required("grounds"),
                row.required("facts"),
                row.get("criticism").equals("true"),
                row.get("reporter").isEmpty() ? Citation.Source.OWN : Citation.Source.REPORT,
                null);
    }

    private Future<?> settle(Table.Row row, long entry) {
        var openness = services.openness();
        return switch (row.get("then")) {
            case "reversal" -> openness.ledger().reverse(actor(row.get("judge")), entry, row.get("why"));
            case "appeal" ->
                openness.appeals()
                        .appeal(actor("gunnar"), entry, "Numret står på er egen sida.")
                        .compose(appeal ->
                                openness.appeals().decide(actor(row.get("judge")), appeal, true, row.get("why")));
            default -> Future.succeededFuture();
        };
    }

    private Future<?> close(Table.Row row) {
        return row.get("open").equals("false")
                ? services.reader()
                        .close(
                                Objects.requireNonNull(rooms.get(row.get("slug")))
                                        .id(),
                                actor("ulla").id())
                : Future.succeededFuture();
    }

    private Future<?> claim(Table.Row row) {
        var phrases = Arrays.stream(row.required("phrases").split(";", -1))
                .map(String::strip)
                .toList();
        return services.desk().acts().name(actor("ulla"), ClaimService.Given.of(row.required("title"), phrases));
    }

    private Actor actor(String handle) {
        return people.actor(handle);
    }
}
