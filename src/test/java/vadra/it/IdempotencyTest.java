package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;

/** A command sent again under its own id has no second effect, and gets the first answer. */
class IdempotencyTest {
    private static final String POSTS = "/api/rooms/kaffe/posts";

    private final String database = TestDatabase.fresh().url();
    private final History history = new History();

    @Test
    void oneKeySentManyTimesAtOnceAndAfterARestartIsOnePostWithOneAnswer() {
        List<JsonObject> answers;
        Api asta;
        try (var server = TestServer.start(database, Map.of())) {
            var person = Person.joins(server.url(), "asta", history).startsRoom("kaffe");
            person.live().open();
            asta = person.api();
            var overHttp = sayer(asta, "Hej", "k1");
            answers = atOnce(Stream.concat(
                    IntStream.range(0, 5).mapToObj(i -> overHttp),
                    IntStream.range(0, 5).mapToObj(i -> () -> overTheSocket(person, "Hej", "k1"))));
            person.close();
            server.stop();
        }
        try (var again = TestServer.start(database, Map.of())) {
            var later = sayer(new Api(again.url(), asta.token()), "Hej", "k1").get();

            assertThat(answers)
                    .hasSize(10)
                    .allSatisfy(answer -> assertThat(answer).isEqualTo(later));
            assertThat(RoomLog.read(again.url(), "kaffe")).containsExactly("k1");
        }
    }

    @Test
    void anotherCommandUnderAUsedIdIsAConflict() {
        try (var server = TestServer.start(database, Map.of())) {
            var asta = Person.joins(server.url(), "asta", history).startsRoom("kaffe");
            var post = asta.triesToSay("Hej", "k1").json().getString("post");

            var other = asta.api().write("POST", POSTS, new JsonObject().put("text", "Hej då"), "k1");
            assertThat(other.status()).isEqualTo(409);
            assertThat(other.problem()).isEqualTo("conflict");
            var reply = new JsonObject().put("text", "Hej").put("parent", post);
            assertThat(asta.api().write("POST", POSTS, reply, "k1").status()).isEqualTo(409);
            var edit = asta.api().write("PUT", "/api/posts/" + post, new JsonObject().put("text", "Hej"), "k1");
            assertThat(edit.status()).isEqualTo(409);
            var mixed = atOnce(IntStream.range(0, 6)
                    .mapToObj(i -> () -> asta.api()
                            .write("POST", POSTS, new JsonObject().put("text", "nummer " + i), "k2")
                            .json()));
            assertThat(mixed).filteredOn(answer -> answer.containsKey("post")).hasSize(1);

            // The id is each member's own.
            var bo = Person.joins(server.url(), "bo", history).entersQuietly("kaffe");
            assertThat(bo.triesToSay("Hejsan", "k1").status()).isEqualTo(201);
            assertThat(RoomLog.read(server.url(), "kaffe")).containsExactly("k1", "k2", "k1");
        }
    }

    @Test
    void editsAndReactionsSentAgainCountOnce() {
        try (var server = TestServer.start(database, Map.of())) {
            var asta = Person.joins(server.url(), "asta", history).startsRoom("kaffe");
            var post = "/api/posts/" + asta.says("Hej");
            var words = new JsonObject().put("text", "Hej igen");

            var edits = atOnce(IntStream.range(0, 5)
                    .mapToObj(i ->
                            () -> asta.api().write("PUT", post, words, "e1").json()));
            assertThat(edits).containsOnly(edits.get(0));
            var hearts = atOnce(IntStream.range(0, 5)
                    .mapToObj(i -> () -> asta.api()
                            .write("PUT", post + "/reactions/heart", new JsonObject(), "h" + i)
                            .json()));
            assertThat(hearts)
                    .allSatisfy(answer -> assertThat(answer.containsKey("post")).isTrue());
            var now = asta.api().get(post).json();
            assertThat(now.getInteger("version")).isEqualTo(2);
            assertThat(now.getJsonObject("reactions")).isEqualTo(new JsonObject().put("heart", 1));
            assertThat(RoomLog.read(server.url(), "kaffe")).hasSize(3);
        }
    }

    /** Many commands, each five times, by chance over either server and either transport, most of them at once. */
    @Test
    void aStormOfRetriesOverTwoServersIsOneEffectEach() {
        var random = new Random(20_261_124);
        try (var one = TestServer.start(database, Map.of());
                var other = TestServer.start(database, Map.of())) {
            var asta = Person.joins(one.url(), "asta", history).startsRoom("kaffe");
            var here = asta.alsoAs("här", Homes.of(one.url()), Homes.of(one.url()));
            var there = asta.alsoAs("där", Homes.of(other.url()), Homes.of(other.url()));
            List.of(here, there).forEach(person -> person.live().open());
            var byCommand = storm(List.of(here, there), random);
            assertThat(byCommand.values())
                    .hasSize(60)
                    .allSatisfy(each -> assertThat(each).hasSize(1));
            assertThat(RoomLog.read(other.url(), "kaffe")).hasSize(60).doesNotHaveDuplicates();
            assertThat(there.api()
                            .write("POST", POSTS, new JsonObject().put("text", "annat"), "k0")
                            .status())
                    .isEqualTo(409);
            List.of(here, there).forEach(Person::close);
        }
    }

    /** What each of sixty commands was answered, which is to be one thing. */
    private static Map<Integer, Set<JsonObject>> storm(List<Person> devices, Random random) {
        var commands = IntStream.range(0, 60)
                .boxed()
                .flatMap(command -> Collections.nCopies(5, command).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(commands, random);
        var answers = atOnce(commands.stream().map(command -> {
            var person = devices.get(random.nextInt(devices.size()));
            var key = "k" + command;
            return random.nextBoolean()
                    ? sayer(person.api(), "Hej " + key, key)
                    : (Supplier<JsonObject>) () -> overTheSocket(person, "Hej " + key, key);
        }));
        var byCommand = new HashMap<Integer, Set<JsonObject>>();
        for (int i = 0; i < commands.size(); i++) {
            byCommand
                    .computeIfAbsent(commands.get(i), command -> new HashSet<>())
                    .add(answers.get(i));
        }
        return byCommand;
    }

    private static Supplier<JsonObject> sayer(Api api, String text, String key) {
        return () -> {
            var answer = api.write("POST", POSTS, new JsonObject().put("text", text), key);
            assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
            return answer.json();
        };
    }

    private static JsonObject overTheSocket(Person person, String text, String key) {
        var data = new JsonObject().put("room", "kaffe").put("text", text).put("commandId", key);
        return person.live().call("say", data).getJsonObject("rpc").getJsonObject("data");
    }

    private static List<JsonObject> atOnce(Stream<Supplier<JsonObject>> calls) {
        var running = calls.map(CompletableFuture::supplyAsync).toList();
        return running.stream().map(CompletableFuture::join).toList();
    }
}
