package vadra.demo;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import vadra.api.Services;
import vadra.asking.Move;
import vadra.blogs.Blog;
import vadra.blogs.Draft;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.PostId;
import vadra.discussion.Reaction;
import vadra.discussion.RoomCommand;
import vadra.discussion.RoomKey;
import vadra.discussion.RoomService;
import vadra.qa.NewSitting;
import vadra.qa.Template;
import vadra.replay.Table;

/** The demo's blogger under her own roof: an article of {@code config/demo}, and a Q&A that runs under it. */
final class DemoBlog {
    private static final String BLOGGER = "tove";
    private static final Duration RUNS = Duration.ofHours(2);
    private static final Duration PROMISED = Duration.ofDays(2);

    private final Services services;
    private final Function<String, Actor> people;

    /**
     * Prepares it.
     *
     * @param people who is there already, by handle
     */
    DemoBlog(Services services, Function<String, Actor> people) {
        this.services = services;
        this.people = people;
    }

    /** Publishes the article, opens the Q&A, and lets people ask. */
    Future<Void> write(Path folder) {
        return article(folder)
                .compose(this::sitting)
                .compose(services.reader()::key)
                .compose(room -> questions(folder, room));
    }

    private Future<String> article(Path folder) {
        var author = people.apply(BLOGGER);
        String text;
        try {
            text = Files.readString(folder.resolve("article.md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        var parts = text.split("\n", 2);
        var roof = services.roof();
        return roof.blogs()
                .keep(
                        author,
                        new Blog.Words(
                                "Bottensatsen",
                                "Det som blir kvar när man har druckit upp.",
                                "Företaget lånar mig apparaterna, och jag skickar tillbaka dem. Ingen betalar mig för att skriva.",
                                "sv",
                                "fjord",
                                "serif",
                                null))
                .compose(opened -> roof.drafts()
                        .begin(
                                author,
                                new Draft.Writing(parts[0], null, parts[1], "sv", null, "fjallglod", null),
                                null))
                .compose(draft -> roof.drafts().publish(author, draft.id(), draft.version()));
    }

    private Future<String> sitting(String article) {
        Instant now = services.sittings().now();
        return services.sittings()
                .open(
                        people.apply(BLOGGER),
                        new NewSitting(
                                Template.BLOGGER,
                                null,
                                "Fråga om locket",
                                "Jag svarar på det jag kan. Wilma på kundtjänst svarar för företaget.",
                                "sv",
                                "fjallglod",
                                article,
                                null,
                                now,
                                now.plus(RUNS),
                                List.of("wilma")))
                .map(opened -> opened.slug());
    }

    private Future<Void> questions(Path folder, RoomKey room) {
        Future<Void> done = Future.succeededFuture();
        try {
            for (var row : Table.read(folder.resolve("questions.tsv"))) {
                done = done.compose(before -> question(row, room));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return done;
    }

    private Future<Void> question(Table.Row row, RoomKey room) {
        var wish = new RoomService.Wish(true, row.get("alias").equals("true"));
        var request = new RoomService.RoomRequest(new CommandId(row.required("id")), null, wish);
        return services.rooms()
                .say(
                        people.apply(row.required("author")),
                        room,
                        request,
                        new RoomService.Writing(row.required("text"), null))
                .compose(ack -> wanted(row, ack.post()).compose(done -> settled(row, ack.post())));
    }

    private Future<Void> wanted(Table.Row row, PostId question) {
        Stream<Future<RoomService.Ack>> votes = Arrays.stream(row.get("want").split(","))
                .filter(handle -> !handle.isEmpty())
                .map(handle -> services.rooms()
                        .react(people.apply(handle), new RoomCommand.React(fresh(), question, Reaction.WANT, true)));
        return Future.all(votes.toList()).mapEmpty();
    }

    private Future<Void> settled(Table.Row row, PostId question) {
        var by = row.get("by").isEmpty() ? people.apply(BLOGGER) : people.apply(row.get("by"));
        var words = row.get("words");
        var rooms = services.rooms();
        return switch (row.get("then")) {
            case "answer" ->
                rooms.answer(by, fresh(), question, new RoomService.Writing(words, null))
                        .mapEmpty();
            case "promise" ->
                rooms.move(
                                by,
                                fresh(),
                                question,
                                new Move.Promise(services.sittings().now().plus(PROMISED), words))
                        .mapEmpty();
            case "decline" ->
                rooms.move(by, fresh(), question, new Move.Decline(words)).mapEmpty();
            default -> Future.succeededFuture();
        };
    }

    private static CommandId fresh() {
        return new CommandId(UUID.randomUUID().toString());
    }
}
