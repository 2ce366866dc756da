package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vadra.faults.Cluster;
import vadra.faults.Swarm;
import vadra.history.History;
import vadra.it.Api;
import vadra.it.Person;
import vadra.it.Wait;

/** Five hundred in one Q&A, three hosts at once, and the server killed in the middle: votes are exact, and no answer is lost. */
class QuestionLoadTest {
    private static final int CLIENTS = 500;
    private static final int HOSTS = 3;
    private static final int VOTERS = 9;
    private static final int QUESTIONS = 16;
    private static final Set<Integer> DECIDED = Set.of(200, 201, 400, 404, 409);

    private final Map<String, Set<String>> wanted = new ConcurrentHashMap<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Set<String> doubled = ConcurrentHashMap.newKeySet();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void nothingIsLostAndEveryVoteCountsOnce() {
        try (var cluster = Cluster.start("fragor", 1, Map.of())) {
            var server = cluster.urls().get(0);
            var people = IntStream.range(0, HOSTS + VOTERS)
                    .parallel()
                    .mapToObj(i -> Person.joins(server, "medlem" + i, new History()))
                    .toList();
            people.get(0).startsRoom("kvall");
            people.forEach(person -> person.entersQuietly("kvall"));
            people.subList(0, HOSTS).forEach(host -> people.get(0).makesHost(host.name()));
            var questions = IntStream.range(0, QUESTIONS)
                    .mapToObj(i -> people.get(HOSTS + i % VOTERS).asks("Fråga " + i))
                    .toList();
            try (var swarm = new Swarm(cluster.urls(), List.of("kvall"), List.of())) {
                swarm.open(CLIENTS);
                everybody(people, questions, cluster);
                swarm.reach(cluster.tops(), Duration.ofSeconds(30));
                assertThat(swarm.wrongs()).isEmpty();
            }
            holds(server, questions);
            assertThat(cluster.judge(new History(), List.of("kvall"))).isEmpty();
        }
    }

    private void everybody(List<Person> people, List<String> questions, Cluster cluster) {
        var all = Stream.concat(
                        IntStream.range(0, HOSTS)
                                .mapToObj(i -> CompletableFuture.runAsync(() -> hosts(people.get(i), questions, i))),
                        IntStream.range(HOSTS, people.size())
                                .mapToObj(i -> CompletableFuture.runAsync(() -> votes(people.get(i), questions, i))))
                .toList();
        Wait.until("half is done", () -> done.get() > (HOSTS + VOTERS) * QUESTIONS / 2);
        var node = cluster.nodes().get(0);
        node.kill();
        node.start();
        all.forEach(CompletableFuture::join);
    }

    /** Goes through all questions and does something with each, whatever the others do; twice. */
    private void hosts(Person host, List<String> questions, int seed) {
        var random = new Random(seed);
        for (int round = 0; round < 2; round++) {
            for (var question : questions) {
                done.incrementAndGet();
                switch (random.nextInt(6)) {
                    case 0 -> sure(host, "POST", question + "/claim", new JsonObject());
                    case 1 -> {
                        var into = questions.get(random.nextInt(QUESTIONS));
                        sure(host, "POST", question + "/merge", new JsonObject().put("into", into));
                    }
                    case 2 -> sure(host, "POST", question + "/unmerge", new JsonObject());
                    case 3 -> sure(host, "POST", question + "/choose", new JsonObject());
                    default -> answers(host, question);
                }
            }
        }
    }

    private void answers(Person host, String question) {
        var answer = sure(host, "POST", question + "/answer", new JsonObject().put("text", "Svar av " + host.name()));
        if (answer.status() == 201 && answers.put(question, answer.json().getString("post")) != null) {
            doubled.add(question);
        }
    }

    private void votes(Person person, List<String> questions, int seed) {
        var random = new Random(seed);
        for (int round = 0; round < 2; round++) {
            for (var question : questions) {
                done.incrementAndGet();
                boolean on = random.nextInt(3) > 0;
                var given = sure(person, on ? "PUT" : "DELETE", question + "/reactions/want", new JsonObject());
                assertThat(given.status()).as(given.json().encode()).isEqualTo(200);
                var people = wanted.computeIfAbsent(question, first -> ConcurrentHashMap.newKeySet());
                boolean unused = on ? people.add(person.name()) : people.remove(person.name());
            }
        }
    }

    /** Sends it under one id until it is decided, as the page's outbox does. */
    @CanIgnoreReturnValue
    private static Api.Answer sure(Person person, String method, String path, JsonObject body) {
        var key = UUID.randomUUID().toString();
        while (true) {
            try {
                var answer = person.api().write(method, "/api/posts/" + path, body, key);
                if (DECIDED.contains(answer.status())) {
                    return answer;
                }
            } catch (UncheckedIOException nobodyThere) {
                // It was killed; the same again.
            }
            Wait.pause(100);
        }
    }

    private void holds(URI server, List<String> questions) {
        var api = new Api(server, Optional.empty());
        assertThat(doubled).isEmpty();
        assertThat(answers).isNotEmpty();
        for (var id : questions) {
            var question = api.get("/api/posts/" + id).json().getJsonObject("question");
            assertThat(question.getString("answer")).as(question.encode()).isEqualTo(answers.get(id));
            assertThat(question.getString("state").equals("answered")).isEqualTo(answers.containsKey(id));
            var people = new HashSet<>(wanted.getOrDefault(id, Set.of()));
            question.getJsonArray("merged")
                    .forEach(part -> people.addAll(wanted.getOrDefault((String) part, Set.of())));
            assertThat(question.getInteger("votes")).as(question.encode()).isEqualTo(people.size());
        }
        answers.forEach((question, answer) -> assertThat(
                        api.get("/api/posts/" + answer).json().getString("parent"))
                .isEqualTo(question));
    }
}
