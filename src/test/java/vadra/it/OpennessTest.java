package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;

/** The public ledger on a whole server, after many acts: whole, in the forms that were promised, and naming nobody. */
class OpennessTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Vertx VERTX = Vertx.vertx();
    private static TestServer server;
    private static RandomActs acts;
    private static Api guest;

    @BeforeAll
    static void act() {
        server = TestServer.start(DATABASE.url(), Map.of());
        acts = new RandomActs(server, DATABASE.pool(VERTX), 7);
        acts.run(60);
        guest = new Api(server.url(), Optional.empty());
    }

    @AfterAll
    static void stop() {
        server.close();
        get(VERTX.close());
    }

    /** Names, handles, members' ids and what they said: in no page, feed or answer. */
    @Test
    void nobodyIsNamedAnywhere() {
        var texts = new ArrayList<>(List.of(
                text("/openness"),
                text("/openness?kind=profile"),
                text("/openness.atom"),
                text("/api/openness/figures"),
                text("/api/openness/head")));
        rows().forEach(row -> {
            texts.add(text("/openness/" + row.getLong("n")));
            texts.add(text("/api/openness/ledger/" + row.getLong("n")));
        });
        pages().forEach(page -> texts.add(page.encode()));
        texts.add(text("/api/openness/ledger?limit=100"));
        assertThat(rows()).extracting(row -> row.getString("kind")).contains("profile", "room", "post");
        assertThat(acts.secrets())
                .hasSizeGreaterThan(20)
                .allSatisfy(secret -> assertThat(texts).noneMatch(text -> text.contains(secret)));
    }

    /** Each decision, and nothing else, in the form that the EU's database takes. */
    @Test
    void everyDecisionIsAStatementOfReasons() throws IOException {
        var schema = schema();
        var statements = pages().stream()
                .flatMap(page -> objects(page.getJsonArray("statements")))
                .toList();
        assertThat(statements)
                .hasSizeGreaterThan(20)
                .allSatisfy(statement -> assertThat(errors(schema, statement)).isEmpty());
        assertThat(statements)
                .extracting(statement -> statement.getString("puid"))
                .isEqualTo(rows().stream()
                        .filter(row -> row.getString("cause").equals("decision"))
                        .map(row -> row.getString("id"))
                        .toList());
        assertThat(statements)
                .extracting(statement -> statement.getString("decision_ground"))
                .contains("DECISION_GROUND_ILLEGAL_CONTENT", "DECISION_GROUND_INCOMPATIBLE_CONTENT");
        var broken = statements.get(0).copy();
        broken.remove("decision_facts");
        assertThat(errors(schema, broken)).isNotEmpty();
    }

    @Test
    void whatIsAnsweredIsWhatTheContractPromises() {
        for (var row : rows()) {
            var item = guest.get("/api/openness/ledger/" + row.getLong("n")).json();
            assertThat(Schemas.OPENAPI.errors("LedgerItem", item)).isEmpty();
        }
        assertThat(Schemas.OPENAPI.errors("OpennessFigures", figures())).isEmpty();
        assertThat(guest.get("/api/openness/ledger?limit=101").status()).isEqualTo(400);
        assertThat(guest.get("/api/openness/export?limit=201").status()).isEqualTo(400);
        assertThat(guest.get("/api/openness/ledger?figure=none").status()).isEqualTo(400);
        assertThat(guest.get("/api/openness/ledger/4711").status()).isEqualTo(404);
        assertThat(guest.get("/openness/x").status()).isEqualTo(404);
        assertThat(guest.get("/openness?batch=x").status()).isEqualTo(400);
    }

    @Test
    void theHeadIsToldInEveryPlace() {
        var head = guest.get("/api/openness/head").json();
        var last = rows().get(rows().size() - 1);
        assertThat(head.getString("hash")).isEqualTo(last.getString("hash"));
        assertThat(guest.get("/api/openness/export").header("Vadra-Ledger-Head"))
                .hasValue(last.getLong("n") + " " + last.getString("hash") + " " + last.getString("at"));
        assertThat(text("/openness")).contains(last.getString("hash"));
        assertThat(text("/openness.atom")).contains(last.getString("hash"));
    }

    /** Without a script: each figure of the page is a link, and what it leads to has as many rows as the figure says. */
    @Test
    void everyFigureOfThePageLeadsToItsRows() {
        var figure = Pattern.compile("href=\"(/openness\\?figure=(\\w+)(?:&amp;since=([0-9-]+))?#rows)\"");
        var found = figure.matcher(text("/openness")).results().toList();
        assertThat(found).hasSizeGreaterThan(20).allSatisfy(link -> {
            var period = link.group(3) == null ? "all" : since(link.group(3));
            long counted =
                    figures().getJsonObject(period).getJsonObject("counts").getLong(link.group(2));
            assertThat(rowsOf(link.group(1).replace("&amp;", "&"))).hasSize((int) counted);
        });
    }

    @Test
    void aFilterIsShownAndCanBeTakenAway() {
        var page = text("/openness?rule=4&act=hide");
        assertThat(page).contains("href=\"/openness?act=hide#rows\"", "href=\"/openness?rule=4#rows\"");
        assertThat(rowsOf("/openness?rule=4&act=hide"))
                .isEqualTo(rows().stream()
                        .filter(row -> row.getInteger("rule") == 4
                                && row.getString("act").equals("hide"))
                        .map(row -> row.getLong("n"))
                        .sorted(Comparator.reverseOrder())
                        .toList());
    }

    /** The rows of a page of the ledger and of those that follow it. */
    private static List<Long> rowsOf(String path) {
        var rows = new ArrayList<Long>();
        Optional<String> next = Optional.of(path);
        while (next.isPresent()) {
            var page = text(next.get().replace("#rows", ""));
            Pattern.compile("<p class=\"where\"><a href=\"/openness/([0-9]+)\"")
                    .matcher(page)
                    .results()
                    .forEach(row -> rows.add(Long.valueOf(row.group(1))));
            next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"")
                    .matcher(page)
                    .results()
                    .map(link -> link.group(1).replace("&amp;", "&"))
                    .findFirst();
        }
        return rows;
    }

    private static String since(String day) {
        return figures().getJsonObject("days30").getString("since").equals(day) ? "days30" : "days365";
    }

    private static JsonObject figures() {
        return guest.get("/api/openness/figures").json();
    }

    private static String text(String path) {
        var answer = guest.get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.response().body();
    }

    private static List<JsonObject> pages() {
        var pages = new ArrayList<JsonObject>();
        Long after = 0L;
        while (after != null) {
            pages.add(guest.get("/api/openness/export?limit=17&after=" + after).json());
            after = pages.get(pages.size() - 1).getLong("next");
        }
        return pages;
    }

    private static List<JsonObject> rows() {
        return pages().stream()
                .flatMap(page -> objects(page.getJsonArray("rows")))
                .toList();
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private static JsonObject schema() throws IOException {
        try (var file = OpennessTest.class.getResourceAsStream("dsa-sor.schema.json")) {
            return new JsonObject(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static List<String> errors(JsonObject schema, JsonObject value) {
        var options = new JsonSchemaOptions()
                .setDraft(Draft.DRAFT202012)
                .setBaseUri("https://vadra.example.org")
                .setOutputFormat(OutputFormat.Basic);
        var result = Validator.create(JsonSchema.of(schema.copy()), options).validate(value);
        return result.getValid()
                ? List.of()
                : Objects.requireNonNull(result.getErrors()).stream()
                        .map(error -> error.getInstanceLocation() + ": " + error.getError())
                        .toList();
    }
}
