package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;
import static vadra.it.Blogger.ok;
import static vadra.it.Blogger.words;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.media.Pictures;

/** Everybody but the author, on every operation of the contract that changes something under an author's roof. */
class BlogMatrixTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer SERVER = TestServer.start(DATABASE.url(), Map.of());
    private static final Vertx VERTX = Vertx.vertx();

    /** What names an author's thing in a path; whatever operation has one of these is tried on that thing. */
    private static final Set<String> THINGS = Set.of("{draft}", "{article}", "{media}", "{post}");
    /** Operations on a post that are everybody's, since they change no word of it and hide nothing. */
    private static final Set<String> EVERYBODYS = Set.of("react", "unreact", "vote");

    /** What hosts do with questions, which an article is none of; their own matrix is in {@link SittingRolesTest}. */
    private static final Set<String> OF_QUESTIONS = Set.of(
            "claim", "release", "choose", "answer", "decline", "promise", "merge", "unmerge", "undo", "liftPseudonym");

    /** Some that must be among them. */
    private static final Set<String> KNOWN = Set.of(
            "getDraft",
            "keepDraft",
            "dropDraft",
            "previewDraft",
            "publishDraft",
            "editArticle",
            "withdrawArticle",
            "dropMedia",
            "editPost",
            "withdrawPost");

    private final Blogger author = Blogger.opens(SERVER.url(), "asta");
    private final String picture =
            ok(author.uploads(Pictures.plain("png", 3, 3, Color.RED))).getString("id");
    private final JsonObject draft = author.writes(words("Utkast", "Hemligt ![x](media:" + picture + ")"));
    private final String article = author.publishes("Artikel", "Ord ![x](media:" + picture + ")");
    private final String post = author.reads(article).getString("post");

    @AfterAll
    static void stop() {
        SERVER.close();
        get(VERTX.close());
    }

    private record Operation(String id, String method, String path, JsonObject definition) {
        boolean has(String thing) {
            return path.contains(thing);
        }
    }

    private static List<Operation> operations() {
        return Schemas.OPENAPI.document().getJsonObject("paths").stream()
                .flatMap(path -> ((JsonObject) path.getValue()).stream().map(method -> {
                    var definition = (JsonObject) method.getValue();
                    return new Operation(
                            definition.getString("operationId"),
                            method.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            definition);
                }))
                .toList();
    }

    private Map<String, Api> others() {
        var others = new LinkedHashMap<String, Api>();
        others.put("guest", new Api(SERVER.url(), Optional.empty()));
        others.put("member", Person.member(SERVER.url(), "bo-" + author.handle()));
        others.put("blogger", Blogger.opens(SERVER.url(), "cia").api());
        others.put("staff", SERVER.staff());
        others.put("staff who answers for the product", answering());
        return others;
    }

    /** One of the staff who answers for a product, which the article is about. */
    private Api answering() {
        var handle = "kim-" + author.handle();
        var kim = SERVER.staff(handle);
        get(DATABASE.pool(VERTX).query("""
                INSERT INTO product VALUES (gen_random_uuid(), '%1$s', 'P', '');
                UPDATE room SET product_id = (SELECT id FROM product WHERE slug = '%1$s') WHERE slug = '%2$s';
                INSERT INTO answers_for SELECT product.id, member.id FROM product, member
                WHERE product.slug = '%1$s' AND member.handle = '%1$s'""".formatted(handle, article)).execute());
        return kim;
    }

    private Api.Answer tries(Api who, Operation operation) {
        var path = operation
                .path()
                .replace("{draft}", draft.getString("id"))
                .replace("{article}", article)
                .replace("{media}", picture)
                .replace("{post}", post)
                .replace("{version}", "1")
                .replace("{reaction}", "heart");
        var body = words("Annans rubrik", "Andras ord").put("version", 1);
        if (operation.path().contains("/publish")) {
            body = new JsonObject().put("version", 1);
        } else if (operation.id().equals("editArticle")) {
            body.remove("language");
        } else if (operation.id().equals("editPost")) {
            body = new JsonObject().put("text", "Andras ord");
        }
        var request = who.request(path).method(operation.method(), HttpRequest.BodyPublishers.ofString(body.encode()));
        return Api.send(
                operation.definition().containsKey("requestBody")
                        ? request.header("Content-Type", "application/json")
                        : who.request(path).method(operation.method(), HttpRequest.BodyPublishers.noBody()));
    }

    private String everything() {
        return ok(author.api().get("/api/me/drafts/" + draft.getString("id"))).encode()
                + author.reads(article).putNull("comments").encode()
                + ok(author.api().get("/api/me/media")).encode()
                + ok(author.api().get("/api/me/blog")).encode();
    }

    @Test
    void nobodyButTheAuthorChangesAnythingUnderTheRoof() {
        var others = others();
        var before = everything();
        var tried = new TreeSet<String>();
        others.forEach((role, who) -> operations().stream()
                .filter(operation -> THINGS.stream().anyMatch(operation::has))
                .filter(operation -> !operation.method().equals("GET") || operation.has("{draft}"))
                .filter(operation -> !EVERYBODYS.contains(operation.id()))
                .forEach(operation -> {
                    tried.add(operation.id());
                    var status = tries(who, operation).status();
                    var own = operation.path().startsWith("/api/me/");
                    var refused = OF_QUESTIONS.contains(operation.id())
                            ? Set.of(400, 401, 403, 404, 409)
                            : Set.of(role.equals("guest") ? 401 : own ? 404 : 403);
                    assertThat(status)
                            .as("%s %s as %s", operation.method(), operation.path(), role)
                            .isIn(refused);
                }));
        assertThat(everything()).isEqualTo(before);
        assertThat(tried).containsAll(KNOWN);
    }

    @Test
    void whoAnswersForTheProductDoesNotActOnACriticAndNobodyActsWithoutARule() {
        var act = new JsonObject()
                .put("kind", "post")
                .put("objects", new JsonArray(List.of(post)))
                .put("rule", 3)
                .put("grounds", "Det röjer en privatpersons adress.")
                .put("facts", "Andra meningen har gata och nummer.")
                .put("criticism", false);
        var kim = answering();
        assertThat(kim.post("/api/desk/restraints", act).status()).isEqualTo(403);
        var without = act.copy();
        without.remove("rule");
        assertThat(SERVER.staff().post("/api/desk/restraints", without).status())
                .isEqualTo(400);
    }

    /** An API that knew of a state between would have a word for it. */
    @Test
    void thereIsNoStateBetweenADraftAndAnArticle() {
        var blogs = operations().stream()
                .filter(operation -> operation.definition().getJsonArray("tags").contains("blogs"))
                .toList();
        assertThat(blogs).hasSizeGreaterThan(20);
        assertThat(blogs.stream().map(Operation::id))
                .noneMatch(id -> id.matches("(?i).*(approve|moderate|feature|promote|unpublish|hide|pending).*"));
        assertThat(Schemas.OPENAPI
                        .document()
                        .getJsonObject("components")
                        .getJsonObject("schemas")
                        .getJsonObject("Draft")
                        .encode())
                .doesNotContain("state", "status", "approv");
        var columns =
                get(DATABASE.pool(VERTX).query("""
                SELECT string_agg(table_name || '.' || column_name, ' ') AS names FROM information_schema.columns
                WHERE table_name IN ('draft', 'article', 'article_version', 'blog')""").execute()).iterator().next().getString("names");
        assertThat(columns).contains("draft.publish_at").doesNotContain("state", "status", "approv");
    }
}
