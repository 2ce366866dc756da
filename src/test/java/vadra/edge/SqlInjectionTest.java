package vadra.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vadra.it.Api;
import vadra.it.Person;
import vadra.it.TestServer;

/** Whatever text comes with a request stays a value: none of it is ever part of a statement, a search or a pattern. */
class SqlInjectionTest {
    private static final String MARK = "qzxk";
    private static final List<String> PAYLOADS = List.of(
            "' OR '" + MARK + "'='" + MARK,
            MARK + "'; DELETE FROM canary; --",
            "x' UNION SELECT word FROM canary WHERE word<>'" + MARK,
            "1; SELECT pg_sleep(5) AS " + MARK,
            MARK + "\\' \" \\",
            "%" + MARK + "_%",
            "$1 $$" + MARK + "$$ :1 ?",
            MARK + " & | ! ( ' :* <-> \\",
            "*" + MARK + "*:*",
            "$.a[*] ? (@ == \"" + MARK + "\")",
            "${jndi:ldap://127.0.0.1/" + MARK + "} {{7*7}}",
            "'||(SELECT word FROM canary)||'" + MARK + "/*");
    /** The database's own words; its types and tables are nothing that anybody need know. */
    private static final Pattern WORDS = Pattern.compile(
            "(?i)syntax error|unterminated|operator does not|invalid input syntax|(?:column|relation|function) \\S+ does not|nightingale");

    /** Longer than any answer takes, and shorter than the sleep that is asked for. */
    private static final long SLOW_NS = 4_500_000_000L;

    private static final int TRIES = 40;
    private static final StatementLog LOG = new StatementLog();
    private static final TestServer SERVER =
            TestServer.start(LOG.database().url(), Map.of("VADRA_DEMO", "true", "VADRA_LIMITS_SOCKETS", "2000"));
    private static final Contracts CONTRACTS = new Contracts();
    private static final Known KNOWN = new Known();
    private static final Dice DICE = new Dice(11);
    private static final Values VALUES = new Values(CONTRACTS, KNOWN, DICE);
    private static final Verdicts VERDICTS = new Verdicts();

    /**
     * A place for a text in a request.
     *
     * @param at where, in the request as one document
     * @param request that fits the contract, and has something there
     * @param texts to put there
     */
    private record Place(Operation operation, String at, JsonObject request, List<String> texts) {
        JsonObject with(String text) {
            return (JsonObject) JsonPointer.from(at).writeJson(request.copy(), text);
        }
    }

    @BeforeAll
    static void learn() {
        KNOWN.learn(new Api(SERVER.url(), Optional.empty()), CONTRACTS);
        KNOWN.learn(SERVER.staff(), CONTRACTS);
        LOG.database().query("CREATE TABLE canary (word text)");
        LOG.database().query("INSERT INTO canary VALUES ('nightingale')");
        LOG.database().query("GRANT ALL ON canary TO PUBLIC");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        LOG.close();
    }

    @Test
    void noTextOfARequestBecomesPartOfAStatement() {
        var member = Person.member(SERVER.url(), "stojare-0").token().orElseThrow();
        var staff = SERVER.staff().token().orElseThrow();
        var places = places();
        assertThat(places).hasSizeGreaterThan(500);
        var both = CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> attack(halves(places, 0), Optional.of(member))),
                CompletableFuture.runAsync(() -> attack(halves(places, 1), Optional.of(staff))));
        both.join();
        attack(places, Optional.empty());
        assertThat(VERDICTS.faults()).isEmpty();
        assertThat(VERDICTS.share(401)).as("those who ask are still signed in").isLessThan(10);
        assertThat(VERDICTS.share(400)).as("much of it reaches the database").isLessThan(80);
        assertThat(LOG.statements()).hasSizeGreaterThan(places.size()).noneMatch(one -> one.contains(MARK));
        assertThat(LOG.misread()).isEmpty();
        assertThat(LOG.database().query("SELECT word FROM canary")).containsExactly(List.of("nightingale"));
    }

    /** Nothing that has a meaning to a pattern or a search has it for what people type. */
    @Test
    void signsOfPatternsFindNoMoreThanAWordThatNobodySaid() {
        var guest = new Api(SERVER.url(), Optional.empty());
        assertThat(guest.get("/api/search?q=kaffe").json().getJsonArray("found"))
                .isNotEmpty();
        for (var text : List.of(PAYLOADS.get(0), "%", "_", "*", "k%", "kaff_x", ":*")) {
            var found = guest.get("/api/search?q=" + encoded(text)).json();
            assertThat(found.getJsonArray("found", new JsonArray())).as(text).isEmpty();
        }
    }

    private static List<Place> places() {
        var all = new ArrayList<Place>();
        for (var operation : CONTRACTS.operations()) {
            var found = new LinkedHashMap<String, Place>();
            for (int i = 0; i < TRIES; i++) {
                var request = request(operation);
                texts("", request)
                        .forEach(at -> found.merge(
                                at, new Place(operation, at, request, PAYLOADS), SqlInjectionTest::simpler));
            }
            all.addAll(found.values());
        }
        return all;
    }

    /** The less there is besides, the less is refused before the text is looked at. */
    private static Place simpler(Place one, Place other) {
        return other.request().encode().length() < one.request().encode().length() ? other : one;
    }

    /** With every other text, so that two who ask put all of them into each place, and each of them every text somewhere. */
    private static List<Place> halves(List<Place> places, int half) {
        var some = new ArrayList<Place>();
        for (int i = 0; i < places.size(); i++) {
            int from = (i + half) % 2;
            var texts = IntStream.range(0, PAYLOADS.size())
                    .filter(n -> n % 2 == from)
                    .mapToObj(PAYLOADS::get)
                    .toList();
            var place = places.get(i);
            some.add(new Place(place.operation(), place.at(), place.request(), texts));
        }
        return some;
    }

    /** A request that fits the contract, as one document. */
    private static JsonObject request(Operation operation) {
        var request = new JsonObject();
        for (var in : List.of("path", "query", "header")) {
            var some = new JsonObject();
            operation.parameters(in).stream()
                    .filter(one -> one.required() || DICE.percent(25))
                    .forEach(one -> some.put(one.name(), String.valueOf(VALUES.valid(one.schema(), one.name()))));
            request.put(in, some);
        }
        operation
                .body()
                .filter(Operation.Body::isJson)
                .ifPresent(body -> request.put("body", VALUES.valid(body.schema(), "body")));
        return request;
    }

    /** Where its texts are; of a list, in its first. */
    private static Stream<String> texts(String at, @Nullable Object value) {
        if (value instanceof JsonObject object) {
            return object.fieldNames().stream().flatMap(name -> texts(at + "/" + name, object.getValue(name)));
        } else if (value instanceof JsonArray array) {
            return array.isEmpty() ? Stream.empty() : texts(at + "/0", array.getValue(0));
        }
        return value instanceof String ? Stream.of(at) : Stream.empty();
    }

    /** Puts each text into each place: as somebody, or as a stranger where one signs in. */
    private static void attack(List<Place> places, Optional<String> token) {
        var from = token.map(secret -> 2 + secret.hashCode() % 30_000 + 30_000).orElse(2);
        Pipelined connection = null;
        try {
            for (var place : places) {
                if (Requests.DEAR.contains(place.operation().id()) != token.isEmpty()) {
                    continue;
                }
                for (var text : place.texts()) {
                    connection = connection == null ? new Pipelined(SERVER.url(), from) : connection;
                    connection = sends(connection, place.operation(), bytes(place, text, token)) ? null : connection;
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends one and judges the answer; whether it was the last on this connection. */
    private static boolean sends(Pipelined connection, Operation operation, byte[] request) throws IOException {
        long begun = System.nanoTime();
        connection.send(request);
        var reply = connection.next(operation.method());
        VERDICTS.answered(request, reply);
        if (WORDS.matcher(reply.body()).find()) {
            VERDICTS.fault("the database speaks: " + reply.body(), request);
        } else if (System.nanoTime() - begun > SLOW_NS) {
            VERDICTS.fault("it slept", request);
        }
        return reply.closes() || reply.status() == 413;
    }

    private static byte[] bytes(Place place, String text, Optional<String> token) {
        var request = place.with(text);
        var path = place.operation().path();
        for (var one : request.getJsonObject("path")) {
            path = path.replace("{" + one.getKey() + "}", encoded(one.getValue()));
        }
        var query = request.getJsonObject("query").stream()
                .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
        var head =
                new StringBuilder(place.operation().method() + " " + path + "?" + query + " HTTP/1.1\r\nHost: a\r\n");
        token.ifPresent(
                secret -> head.append("Authorization: Bearer ").append(secret).append("\r\n"));
        request.getJsonObject("header").forEach(one -> head.append(one.getKey() + ": " + one.getValue() + "\r\n"));
        var body = request.containsKey("body") ? Json.encode(request.getValue("body")) : "";
        head.append("Content-Type: application/json\r\nContent-Length: ")
                .append(body.getBytes(StandardCharsets.UTF_8).length);
        return (head + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(Object text) {
        return URLEncoder.encode(text.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
