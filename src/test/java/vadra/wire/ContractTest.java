package vadra.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vadra.asking.Alias;
import vadra.asking.Question;
import vadra.asking.QuestionBook;
import vadra.community.ControlEvent;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.Hat;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Recorded;
import vadra.core.Role;
import vadra.core.RoomId;
import vadra.core.Unreadable;
import vadra.discussion.Reaction;
import vadra.discussion.RoomEvent;
import vadra.discussion.RoomEvent.Author;
import vadra.discussion.RoomEvents;
import vadra.discussion.Text;
import vadra.it.Schemas;
import vadra.openness.Calm;
import vadra.openness.Entry;
import vadra.openness.Restraint;
import vadra.opinions.Facts;
import vadra.parts.Part;
import vadra.parts.PgParts;
import vadra.polls.Tally;
import vadra.polls.Terms;
import vadra.previews.Preview;
import vadra.rumour.Readings;
import vadra.rumour.RumourService;
import vadra.socket.CloseReason;

/** The two contracts keep what they promise, to what is sent, to their own examples, and to {@code docs/PROTOCOL.md}. */
class ContractTest {
    private static final Instant AT = Instant.parse("2026-11-02T08:00:00.123Z");
    private static final PostId POST = new PostId(new UUID(1, 2));
    private static final Author ASTA =
            new Author(new MemberId(new UUID(3, 4)), "asta", "Åsta Öberg", Role.MEMBER, Hat.CUSTOMER);
    private static final Text WORDS = new Text("Hej **alla**", "<p>Hej <strong>alla</strong></p>", "sv");

    private static final Actor HOST = new Actor(new MemberId(new UUID(9, 9)), "bjorn", "Björn Ek", Role.BLOGGER);
    private static final Question QUESTION = new Question(
            Question.State.ANSWERED,
            null,
            List.of(new PostId(new UUID(4, 4))),
            12,
            new Question.Claim(HOST, AT),
            new PostId(new UUID(5, 5)),
            "Vi mäter om.",
            AT,
            AT,
            HOST);

    private static final List<RoomEvent> EVENTS = List.of(
            new RoomEvent.PostCreated(POST, ASTA, null, new CommandId("c1"), WORDS, List.of("bosse")),
            new RoomEvent.PostEdited(POST, ASTA, 2, WORDS, List.of()),
            new RoomEvent.PostWithdrawn(POST, ASTA),
            new RoomEvent.ReactionAdded(POST, ASTA, Reaction.AGREE, 1),
            new RoomEvent.ReactionRemoved(POST, ASTA, Reaction.AGREE, 0),
            new RoomEvent.QuestionMoved(POST, ASTA, "answer", QUESTION),
            new RoomEvent.PostAnnounced(POST, restraint(Entry.Act.ANNOUNCE)),
            new RoomEvent.PostHidden(POST, restraint(Entry.Act.HIDE)),
            new RoomEvent.PostShown(POST, restraint(Entry.Act.SHOW), WORDS, List.of()),
            new RoomEvent.PostSpared(POST, restraint(Entry.Act.DROP)),
            new RoomEvent.RoomRestrained(restraint(Entry.Act.HIDE)),
            new RoomEvent.QaMoved(new Actor(ASTA.id(), "asta", "Åsta Öberg", Role.MEMBER), AT, AT.plusSeconds(1800), 1),
            new RoomEvent.PollCounted(POST, new Tally(43, false, new Tally.Shown(40, List.of(25, 15)))),
            new RoomEvent.RoomCalmed(
                    new Calm(7, Entry.Act.SLOW, null, 30, "starter", "Det skrivs fortare än någon läser.", AT, AT)));

    private static final List<Part> PARTS = List.of(
            new Part.Quote(new PostId(new UUID(8, 8)), 2, 4, 11),
            new Part.Quote(new PostId(new UUID(8, 9)), 1, 0, 0),
            new Part.Picture("ab".repeat(32), "En bryggare som läcker", 800, 600),
            new Part.Link(new Preview("https://exempel.se/test", "Bryggare i prov", "Elva bryggare, en läcker.")),
            new Part.Poll(new Terms(List.of("Ja", "Nej"), false, true, Terms.Results.ALWAYS, AT)),
            new Part.Opinion(new Facts("brygga", "3.2", Facts.Used.HALF_YEAR, Facts.Again.UNSURE)));

    /** What only some events of a kind have. */
    private static final List<RoomEvent> FURTHER = List.of(
            new RoomEvent.PostCreated(
                    POST,
                    Author.of(new Alias(new UUID(6, 6), "Indigo Zebra")),
                    null,
                    new CommandId("c1"),
                    WORDS,
                    List.of(),
                    Question.asked(AT),
                    PARTS),
            new RoomEvent.PostShown(POST, restraint(Entry.Act.SHOW), WORDS, PARTS),
            new RoomEvent.ReactionAdded(POST, ASTA, Reaction.WANT, 1, new QuestionBook.Vote(null, 3)),
            new RoomEvent.ReactionRemoved(
                    POST, ASTA, Reaction.WANT, 0, new QuestionBook.Vote(new PostId(new UUID(4, 4)), 2)));

    private static final List<ControlEvent> CONTROL = List.of(
            new ControlEvent.SessionEnded(new UUID(7, 8)),
            new ControlEvent.RoleChanged(new MemberId(new UUID(3, 4))),
            new ControlEvent.MemberLeft(new MemberId(new UUID(3, 4))));

    private static Restraint restraint(Entry.Act act) {
        return new Restraint(7, act, 1, 3, AT, null);
    }

    /** An example, where it stands, and the schema that it is an example of. */
    private record Example(String where, JsonObject schema, Object value) {}

    @Test
    void everyExampleOfTheApiFitsItsSchema() {
        var examples = new ArrayList<Example>();
        collect("", Schemas.OPENAPI.document(), examples);
        assertThat(examples)
                .hasSizeGreaterThan(8)
                .allSatisfy(example -> assertThat(Schemas.OPENAPI.errors(example.schema(), example.value()))
                        .as(example.where())
                        .isEmpty());
    }

    @Test
    void anExampleThatDoesNotFitIsFound() {
        assertThat(Schemas.OPENAPI.errors("Handle", "Åsta")).isNotEmpty();
        assertThat(Schemas.OPENAPI.errors("Position", new JsonObject().put("epoch", "e")))
                .isNotEmpty();
        assertThat(Schemas.ASYNCAPI.errors("Presence", new JsonObject().put("kind", "presence")))
                .isNotEmpty();
    }

    @Test
    void everyMessageOfTheChannelsHasAnExampleThatFits() {
        assertThat(messages())
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message.getValue().getJsonArray("examples").stream()
                                .map(JsonObject.class::cast))
                        .as(message.getKey())
                        .isNotEmpty()
                        .allSatisfy(example -> assertThat(Schemas.ASYNCAPI.errors(
                                        message.getValue().getJsonObject("payload"), example.getJsonObject("payload")))
                                .isEmpty()));
    }

    @Test
    void everyMessageIsSentOnSomeChannel() {
        var sent = new ArrayList<String>();
        for (var channel : Schemas.ASYNCAPI.document().getJsonObject("channels")) {
            var messages = ((JsonObject) channel.getValue()).getJsonObject("messages", new JsonObject());
            messages.forEach(message -> sent.add(message.getKey()));
        }
        assertThat(messages()).extracting(Map.Entry::getKey).hasSameElementsAs(sent);
    }

    @Test
    void everyKindOfEventIsTriedHere() {
        assertThat(EVENTS.stream().map(Object::getClass)).hasSameElementsAs(RoomEvents.family());
    }

    @Test
    void whatIsSentOfAnEventIsWhatTheChannelsPromise() {
        assertThat(EVENTS).allSatisfy(event -> {
            var recorded = new Recorded(new RoomId(new UUID(5, 6)), 7, AT, event);
            var sent = new JsonObject(EventJson.data(recorded).encode());
            var message = messages()
                    .map(Map.Entry::getValue)
                    .filter(one -> example(one).getString("kind").equals(event.kind()))
                    .findAny()
                    .orElseThrow(() -> new AssertionError(event.kind() + " has no message"));
            assertThat(Schemas.ASYNCAPI.errors(message.getJsonObject("payload"), sent))
                    .isEmpty();
            assertThat(example(message).fieldNames()).isEqualTo(sent.fieldNames());
        });
        assertThat(FURTHER).allSatisfy(event -> {
            var sent = EventJson.data(new Recorded(new RoomId(new UUID(5, 6)), 7, AT, event));
            var schema = event instanceof RoomEvent.PostCreated
                    ? "PostCreated"
                    : event instanceof RoomEvent.PostShown ? "PostShown" : "Reaction";
            assertThat(Schemas.ASYNCAPI.errors(schema, new JsonObject(sent.encode())))
                    .isEmpty();
        });
    }

    @Test
    void everyKindOfPartIsTriedHere() {
        assertThat(PARTS.stream().map(Object::getClass).distinct())
                .hasSameElementsAs(List.of(Part.class.getPermittedSubclasses()));
        assertThat(PgParts.read(new JsonArray(PgParts.json(PARTS).encode()))).isEqualTo(PARTS);
    }

    @Test
    void whatCannotBeReadIsSentAsTheChannelsPromise() {
        var sent = EventJson.data(new Recorded(new RoomId(new UUID(5, 6)), 7, AT, new Unreadable()));
        assertThat(Schemas.ASYNCAPI.errors("Unreadable", new JsonObject(sent.encode())))
                .isEmpty();
    }

    @Test
    void anEventComesBackFromTheLogAsItWas() {
        var codec = new EventJson();
        assertThat(Stream.concat(EVENTS.stream(), FURTHER.stream()))
                .allSatisfy(
                        event -> assertThat(codec.decode(codec.encode(event))).isEqualTo(event));
        assertThat(CONTROL.stream().map(Object::getClass).toList())
                .isEqualTo(Arrays.asList(ControlEvent.class.getPermittedSubclasses()));
        assertThat(CONTROL)
                .allSatisfy(
                        event -> assertThat(codec.decode(codec.encode(event))).isEqualTo(event));
    }

    @Test
    void readingsAreWhatTheContractsPromise() {
        var json = new RumourJson(room -> "tjarn");
        assertThat(Stream.of(Readings.nothing(), Readings.much())).allSatisfy(watched -> {
            var sent = json.readings(
                    new RumourService.Sending(List.of(watched), false, Optional.empty()),
                    AT,
                    RumourJson.Beside.NOTHING);
            assertThat(Schemas.ASYNCAPI.errors("Readings", new JsonObject(sent.encode())))
                    .isEmpty();
            var answered = json.watched(watched, RumourJson.Beside.NOTHING);
            assertThat(Schemas.OPENAPI.errors("WatchedClaim", new JsonObject(answered.encode())))
                    .isEmpty();
        });
    }

    @Test
    void theProtocolNamesEveryEventProblemErrorAndCloseCode() throws IOException {
        var protocol = Files.readString(Path.of("docs/PROTOCOL.md"));
        assertThat(EVENTS).allSatisfy(event -> assertThat(protocol).contains("\n| `" + event.kind() + "` |"));
        assertThat(CloseReason.values())
                .allSatisfy(reason ->
                        assertThat(protocol).contains("\n| " + reason.code() + " | `" + reason.name() + "` |"));
        assertThat(errors())
                .hasSizeGreaterThan(5)
                .allSatisfy(error -> assertThat(protocol).contains("\n| " + error.code() + " |"));
        assertThat(Problems.titles().keySet())
                .allSatisfy(slug -> assertThat(protocol).contains("`" + slug + "`"));
    }

    @Test
    void everyExampleOfTheProtocolIsJson() throws IOException {
        var lines = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/PROTOCOL.md")))
                .results()
                .flatMap(block -> block.group(1).lines());
        assertThat(lines)
                .hasSizeGreaterThan(8)
                .allSatisfy(line ->
                        assertThat(new JsonObject(line).fieldNames()).as(line).isNotEmpty());
    }

    private static List<ProtocolError> errors() {
        return Arrays.stream(ProtocolError.class.getDeclaredFields())
                .filter(field -> field.getType() == ProtocolError.class)
                .map(field -> {
                    try {
                        return (ProtocolError) field.get(null);
                    } catch (IllegalAccessException hidden) {
                        throw new AssertionError(hidden);
                    }
                })
                .toList();
    }

    private static Stream<Map.Entry<String, JsonObject>> messages() {
        return Schemas.ASYNCAPI.document().getJsonObject("components").getJsonObject("messages").stream()
                .map(message -> Map.entry(message.getKey(), (JsonObject) message.getValue()));
    }

    private static JsonObject example(JsonObject message) {
        return message.getJsonArray("examples").getJsonObject(0).getJsonObject("payload");
    }

    /** Finds what has an example and a schema side by side, anywhere in a document. */
    private static void collect(String where, Object part, List<Example> found) {
        if (part instanceof JsonObject object) {
            if (object.containsKey("example") && object.containsKey("schema")) {
                found.add(new Example(where, object.getJsonObject("schema"), object.getValue("example")));
            }
            object.forEach(one -> collect(where + "/" + one.getKey(), one.getValue(), found));
        } else if (part instanceof JsonArray array) {
            array.forEach(one -> collect(where, one, found));
        }
    }
}
