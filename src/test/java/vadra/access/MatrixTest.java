package vadra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vadra.access.Exchange.Way;
import vadra.history.History;
import vadra.it.Api;
import vadra.it.LiveClient;

/** Everybody, on every way in: all of it is called on a whole server, and held against {@code matrix.tsv}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixTest {
    /** Ways on which nothing is read that could be anybody's. */
    private static final Set<String> SOCKETS = Set.of("rpc", "channel", "stream");
    /** What is the same for everybody, or says itself who may keep it. */
    private static final Set<String> KEPT =
            Set.of("/metrics", "/asyncapi.json", "/openapi.json", "/media/:media", "getPicture");

    private final Vertx vertx = Vertx.vertx();
    private final House house = new House();
    private final Requests requests = new Requests(house);
    private final Table table = Table.read();
    private final List<String> pages = Ways.pages(vertx, house);
    private final Map<Role, LiveClient> live = new EnumMap<>(Role.class);
    private final List<Exchange> exchanges = new ArrayList<>();
    private final Map<String, List<String>> observed = new LinkedHashMap<>();
    /** Ways for which the house lacked something, and what; requests.json can tell what they need. */
    private final Map<String, String> untried = new LinkedHashMap<>();

    @BeforeAll
    void everybodyTriesEverything() {
        for (var role : Role.values()) {
            live.put(role, new LiveClient(role.handle(), house.as(role), new History()).open());
        }
        tryAll("channel", Ways.channels(), this::listens);
        tryAll("stream", Ways.channels(), this::streams);
        tryAll("page", pages, this::looks);
        tryAll("operation", Ways.operations(), this::asks);
        tryAll("rpc", Ways.methods(), this::calls);
    }

    private interface Try {
        Exchange by(Way way, Role role);
    }

    /** In the order of the table, and what it lacks after that. */
    private void tryAll(String kind, List<String> there, Try attempt) {
        var known = table.keys(kind);
        Stream.concat(known.stream().filter(there::contains), there.stream().filter(name -> !known.contains(name)))
                .map(name -> new Way(kind, name))
                .forEach(way -> {
                    try {
                        tried(Arrays.stream(Role.values())
                                .map(role -> attempt.by(way, role))
                                .toList());
                    } catch (AssertionError | IllegalArgumentException unmade) {
                        // The other ways are still worth knowing of.
                        untried.put(way.key(), unmade.getMessage());
                    }
                });
    }

    private void tried(List<Exchange> answers) {
        exchanges.addAll(answers);
        observed.put(
                answers.get(0).way().key(), answers.stream().map(Exchange::word).toList());
    }

    private Exchange asks(Way way, Role role) {
        var operation = Operation.of(way.name());
        var anew = requests.special(way.name()).getBoolean("anew", false);
        return Exchange.of(way, role, requests.send(operation, anew ? house.anew(role) : house.as(role)));
    }

    private Exchange looks(Way way, Role role) {
        var path = requests.path(way.name(), way.name(), false);
        var request = house.as(role).request(path);
        return way.name().startsWith("/connection/")
                ? Exchange.begun(way, role, request.GET())
                : Exchange.of(way, role, Api.send(request.GET()));
    }

    private Exchange listens(Way way, Role role) {
        var channel = requests.path(way.name(), way.name(), false);
        return Exchange.replied(way, role, live(role).listen(channel));
    }

    private Exchange streams(Way way, Role role) {
        var channel = URLEncoder.encode(requests.path(way.name(), way.name(), false), StandardCharsets.UTF_8);
        return Exchange.begun(
                way,
                role,
                house.as(role).request("/connection/sse?channel=" + channel).GET());
    }

    private Exchange calls(Way way, Role role) {
        return Exchange.replied(way, role, live(role).call(way.name(), requests.call(way.name())));
    }

    private LiveClient live(Role role) {
        return Objects.requireNonNull(live.get(role));
    }

    @Test
    void everyOperationAnswersEverybodyAsTheTableSays() {
        holds("operation", Ways.operations());
    }

    @Test
    void everyPageAnswersEverybodyAsTheTableSays() {
        holds("page", pages);
    }

    @Test
    void everyCallOnASocketAnswersEverybodyAsTheTableSays() {
        holds("rpc", Ways.methods());
    }

    @Test
    void everyChannelIsHeardByWhomTheTableSays() {
        holds("channel", Ways.channels());
        holds("stream", Ways.channels());
    }

    /** Each of what there is has its line, each line is of something that there is, and each cell is so. */
    private void holds(String kind, List<String> there) {
        var told = new ArrayList<String>();
        untried.forEach((key, why) -> told.add(key + " could not be tried, see requests.json: " + why));
        there.stream()
                .map(name -> new Way(kind, name).key())
                .filter(key -> table.of(key).isEmpty())
                .map(key -> "add this line if it is right:\n" + line(key))
                .forEach(told::add);
        table.keys(kind).stream()
                .filter(name -> !there.contains(name))
                .map(name -> "there is no " + kind + " for the line of " + name)
                .forEach(told::add);
        table.lines().stream()
                .filter(line -> line.kind().equals(kind) && there.contains(line.name()))
                .filter(line -> !agrees(line))
                .map(line -> "the table says\n" + line.text() + "\nbut it is\n" + line(line.key()))
                .forEach(told::add);
        assertThat(told).as("\n%s\n", String.join("\n", told)).isEmpty();
    }

    private boolean agrees(Table.Line line) {
        var found = observed.getOrDefault(line.key(), line.cells());
        return IntStream.range(0, found.size())
                .allMatch(i -> line.cells().get(i).replace("own", "ok").equals(found.get(i)));
    }

    private String line(String key) {
        var parts = key.split("\t", 2);
        return new Table.Line(parts[0], parts[1], observed.getOrDefault(key, List.of("?"))).text();
    }

    @Test
    void nobodyIsShownWhatIsNotForThem() {
        assertThat(exchanges.stream()
                        .flatMap(one -> Secrets.READERS.entrySet().stream()
                                .filter(secret -> !secret.getValue().contains(one.by()))
                                .filter(secret -> one.body().contains(secret.getKey()))
                                .map(secret -> secret.getKey() + " in " + one)))
                .isEmpty();
    }

    /** Or else nothing would have been looked for. */
    @Test
    void whatIsSecretIsShownToWhomItIsFor() {
        assertThat(Secrets.READERS)
                .allSatisfy((secret, readers) -> assertThat(exchanges.stream()
                                .filter(one -> one.body().contains(secret))
                                .map(Exchange::by)
                                .collect(Collectors.toSet()))
                        .as(secret)
                        .containsAll(readers));
    }

    @Test
    void nothingFailsInside() {
        assertThat(exchanges.stream().filter(one -> one.status() >= 500 || one.status() == 100))
                .isEmpty();
    }

    /** But pictures and feeds that all may have, which say so. */
    @Test
    void nothingThatASignedInPersonIsAnsweredIsKeptOnTheWay() {
        Function<Exchange, String> cache =
                one -> one.headers().firstValue("Cache-Control").orElse("nothing said");
        assertThat(exchanges.stream()
                        .filter(one -> !SOCKETS.contains(one.way().kind()) && one.by() != Role.STRANGER)
                        .filter(one -> !KEPT.contains(one.way().name()))
                        .filter(one -> !cache.apply(one).contains("no-store"))
                        .map(one -> one.way().key() + " " + cache.apply(one) + " " + one.status())
                        .distinct())
                .isEmpty();
    }

    @AfterAll
    void stop() {
        live.values().forEach(LiveClient::close);
        house.close();
        get(vertx.close());
    }
}
