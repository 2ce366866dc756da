package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.it.Talker.words;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import vadra.history.History;

/** Everybody but the two, on every operation, call and channel of their conversation; and every place that all can see. */
class DirectMatrixTest {
    private static final TestServer SERVER = TestServer.start();
    private static final Set<String> THINGS = Set.of("{conversation}", "{message}");
    private static final Set<String> KNOWN = Set.of(
            "getConversation",
            "leaveConversation",
            "listMessages",
            "sendMessage",
            "answerRequest",
            "readConversation",
            "showSeen",
            "editMessage",
            "withdrawMessage",
            "listMessageVersions",
            "getMessageRules",
            "reportMessage");
    /** Words that stand nowhere else. */
    private static final String SECRET = "kvartsglimmerlampa";

    private final Talker asta = Talker.joins(SERVER.url(), "asta");
    private final Talker bo = Talker.joins(SERVER.url(), "bo");
    private final String conversation = asta.talksWith(bo);
    private final String message = asta.says(conversation, SECRET + " är vårt ord");

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private Map<String, Api> others() {
        var others = new LinkedHashMap<String, Api>();
        others.put("guest", new Api(SERVER.url(), Optional.empty()));
        others.put("member", Person.member(SERVER.url(), "cia-" + asta.handle));
        others.put("staff", SERVER.staff());
        return others;
    }

    private record Operation(String id, String method, String path, boolean body) {}

    private static List<Operation> operations() {
        return Schemas.OPENAPI.document().getJsonObject("paths").stream()
                .flatMap(path -> ((JsonObject) path.getValue())
                        .stream()
                                .map(method -> new Operation(
                                        ((JsonObject) method.getValue()).getString("operationId"),
                                        method.getKey().toUpperCase(java.util.Locale.ROOT),
                                        path.getKey(),
                                        ((JsonObject) method.getValue()).containsKey("requestBody"))))
                .filter(operation -> THINGS.stream().anyMatch(operation.path()::contains))
                .toList();
    }

    private Api.Answer tries(Api who, Operation operation) {
        var path = operation.path().replace("{conversation}", conversation).replace("{message}", message);
        if (!operation.body()) {
            return Api.send(who.request(path).method(operation.method(), HttpRequest.BodyPublishers.noBody()));
        }
        var body = switch (operation.id()) {
            case "answerRequest" -> new JsonObject().put("answer", "accept");
            case "readConversation" -> new JsonObject().put("upTo", 1);
            case "showSeen" -> new JsonObject().put("shows", true);
            case "reportMessage" ->
                words("").put("rule", 1).put("words", "därför").put("beside", new JsonArray());
            default -> words("andras ord");
        };
        if (operation.id().equals("reportMessage")) {
            body.remove("text");
        }
        return Api.send(who.request(path)
                .header("Content-Type", "application/json")
                .method(operation.method(), HttpRequest.BodyPublishers.ofString(body.encode())));
    }

    @Test
    void toEverybodyElseThereIsNoSuchConversation() {
        var before = asta.reads(conversation);
        var tried = new TreeSet<String>();
        others().forEach((role, who) -> operations().forEach(operation -> {
            tried.add(operation.id());
            var answer = tries(who, operation);
            assertThat(answer.status())
                    .as("%s as %s: %s", operation.id(), role, answer.json())
                    .isEqualTo(role.equals("guest") ? 401 : 404);
            assertThat(answer.response().body()).doesNotContain(SECRET);
        }));
        assertThat(tried).containsExactlyInAnyOrderElementsOf(KNOWN);
        assertThat(asta.reads(conversation)).isEqualTo(before);
    }

    @Test
    void theTwoMay() {
        for (var one : List.of(asta, bo)) {
            for (var operation : operations()) {
                boolean ofTheAuthor = Set.of("editMessage", "withdrawMessage").contains(operation.id());
                boolean ofTheOther = operation.id().equals("reportMessage");
                // Who asked does not answer; leaving and taking back would end the test.
                if (Set.of("answerRequest", "leaveConversation", "withdrawMessage")
                                .contains(operation.id())
                        || (ofTheAuthor && one == bo)
                        || (ofTheOther && one == asta)) {
                    continue;
                }
                assertThat(tries(one.api, operation).status())
                        .as("%s as %s", operation.id(), one.handle)
                        .isBetween(200, 204);
            }
        }
    }

    @Test
    void nobodyElseListensOrCalls() {
        others().forEach((role, who) -> {
            try (var live = new LiveClient(role, who, new History()).open()) {
                assertThat(live.listen("talk:" + conversation).containsKey("error"))
                        .as("listening as %s", role)
                        .isTrue();
                for (var hidden : List.of("~talk:" + conversation, "room:" + conversation, "talk:x")) {
                    assertThat(live.listen(hidden).containsKey("error"))
                            .as(hidden)
                            .isTrue();
                }
                var asked =
                        new JsonObject().put("channel", "talk:" + conversation).put("limit", 10);
                assertThat(live.command("history", asked).containsKey("error")).isTrue();
                callsNothing(role, live);
            }
            var stream = Api.send(
                    who.request("/connection/sse?channel=talk:" + conversation).GET());
            assertThat(stream.status()).as("a stream as %s", role).isIn(401, 403, 404);
        });
        try (var listener = bo.listens(conversation)) {
            var unused = asta.says(conversation, "sist");
            listener.hears(conversation, "sist");
            assertThat(listener.live.heard("talk:" + conversation).toString()).doesNotContain("typing");
        }
    }

    private void callsNothing(String role, LiveClient live) {
        for (var method : List.of("sendMessage", "editMessage", "withdrawMessage", "readConversation")) {
            var data = words("x")
                    .put("conversation", conversation)
                    .put("message", message)
                    .put("upTo", 1);
            assertThat(live.call(method, data).containsKey("error"))
                    .as("%s as %s", method, role)
                    .isTrue();
        }
        var unused = live.call("typingTo", new JsonObject().put("conversation", conversation));
    }

    @Test
    void thePagesAreTheTwosOnly() {
        for (var one : List.of(asta, bo)) {
            assertThat(one.api.get("/talk/" + conversation).response().body()).contains(SECRET);
            assertThat(one.api.get("/talk").response().body()).contains("vårt ord");
        }
        others().forEach((role, who) -> {
            assertThat(who.get("/talk").response().body()).doesNotContain(SECRET, conversation);
            assertThat(who.get("/talk/" + conversation).response().body())
                    .as(role)
                    .doesNotContain(SECRET);
        });
    }

    /** What links lead to from every page, what the API tells of everything, the figures, and what is logged at its loudest. */
    @Test
    void noPlaceThatOthersSeeHasAWordOfIt() {
        var log = (Logger) LoggerFactory.getLogger("vadra");
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        var level = log.getLevel();
        log.setLevel(Level.TRACE);
        log.addAppender(heard);
        try {
            var unused = asta.says(conversation, SECRET + " igen");
            assertThat(bo.tries(conversation, SECRET + "\u0007", "k").status()).isEqualTo(400);
            assertThat(asta.reads(conversation)).hasSizeGreaterThan(2);
            for (var who : others().values()) {
                assertThat(everywhere(who)).doesNotContain(SECRET, conversation, message);
            }
        } finally {
            log.detachAppender(heard);
            log.setLevel(level);
        }
        assertThat(heard.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n")))
                .doesNotContain(SECRET);
    }

    private Set<String> places() {
        return new HashSet<>(Set.of(
                "/",
                "/metrics",
                "/search?q=" + SECRET,
                "/api/search?q=" + SECRET,
                "/api/openness/ledger",
                "/api/openness/export",
                "/api/openness/figures",
                "/api/rooms",
                "/people/" + asta.handle,
                "/people/" + bo.handle,
                "/api/people/" + asta.handle,
                "/api/people/" + bo.handle,
                "/api/desk/monitor",
                "/api/desk/claims",
                "/api/desk/cases",
                "/api/desk/notices",
                "/api/articles",
                "/api/blogs",
                "/unanswered.atom",
                "/me"));
    }

    private String everywhere(Api who) {
        var found = places();
        var next = new ArrayDeque<>(found);
        var all = new StringBuilder();
        while (!next.isEmpty() && found.size() < 120) {
            var place = next.remove();
            var body = who.get(place).response().body();
            all.append(place.contains("search") ? body.replace(SECRET, "") : body)
                    .append('\n');
            if (place.contains("search")) {
                assertThat(body).doesNotContain("vårt ord");
            }
            var links = Pattern.compile("(?:href|src)=\"(/[^\"#]*)").matcher(body);
            while (links.find()) {
                var link = links.group(1).replace("&amp;", "&");
                if (!link.startsWith("/assets/") && !link.startsWith("/v/") && found.add(link)) {
                    next.add(link);
                }
            }
        }
        return all.toString();
    }
}
